package dev.trackbus.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudWatchMetricsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CloudWatchMetrics figures = new CloudWatchMetrics(
            meters, "trackbus-test", InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_000L)));

    private void count(String outcome, String reason, int times) {
        meters.counter("trackbus.http.requests", "outcome", outcome, "reason", reason)
                .increment(times);
    }

    private static JsonObject directive(JsonObject line) {
        return line.getJsonObject("_aws").getJsonArray("CloudWatchMetrics").getJsonObject(0);
    }

    @Test
    void saysWhenAndInWhichNamespaceWithoutDimensions() {
        JsonObject line = figures.line();
        assertThat(line.getJsonObject("_aws").getLong("Timestamp")).isEqualTo(1_700_000_000_000L);
        assertThat(directive(line).getString("Namespace")).isEqualTo("trackbus-test");
        assertThat(directive(line).getJsonArray("Dimensions")).isEqualTo(new JsonArray().add(new JsonArray()));
    }

    @Test
    void describesEachFigureOnceWithAValueBesideIt() {
        JsonObject line = figures.line();
        assertThat(directive(line).getJsonArray("Metrics").stream()
                        .map(metric -> ((JsonObject) metric).getString("Name")))
                .containsExactly(
                        "journalAgeSeconds",
                        "journalBytes",
                        "journalRecords",
                        "journalFault",
                        "deadLetters",
                        "quarantinedFiles",
                        "redisUnavailable",
                        "redisEmpty",
                        "accepted",
                        "refused",
                        "unavailable")
                .allSatisfy(name -> assertThat(line.getDouble(name)).isZero());
    }

    @Test
    void readsTheJournalsGauges() {
        Gauge.builder("trackbus.kinesis.oldest.age", () -> 7.5).register(meters);
        Gauge.builder("trackbus.kinesis.buffer.bytes", () -> 2_048).register(meters);
        assertThat(figures.line().getDouble("journalAgeSeconds")).isEqualTo(7.5);
        Gauge.builder("trackbus.kinesis.dead_letters", () -> 3).register(meters);
        assertThat(figures.line().getDouble("journalBytes")).isEqualTo(2_048);
        assertThat(figures.line().getDouble("deadLetters")).isEqualTo(3);
    }

    @Test
    void showsFilesInQuarantineAndAnEmptyRedis() {
        Gauge.builder("trackbus.kinesis.journal.quarantined.files", () -> 2).register(meters);
        Gauge.builder("trackbus.redis.empty", () -> 1).register(meters);
        assertThat(figures.line().getDouble("quarantinedFiles")).isEqualTo(2);
        assertThat(figures.line().getDouble("redisEmpty")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "0, 1, 1", "1, 0, 1", "0, 0, 1"})
    void redisIsUnavailableWhileOneConnectionIs(int commands, int subscription, double unavailable) {
        Gauge.builder("trackbus.redis.connected", () -> commands)
                .tag("link", "commands")
                .register(meters);
        Gauge.builder("trackbus.redis.connected", () -> subscription)
                .tag("link", "subscription")
                .register(meters);
        assertThat(figures.line().getDouble("redisUnavailable")).isEqualTo(unavailable);
    }

    @Test
    void countsRequestsSinceTheLineBeforeWhateverTheirReason() {
        count("refused", "inactive", 3);
        count("refused", "checksum", 2);
        assertThat(figures.line().getDouble("refused")).isEqualTo(5);
        count("refused", "inactive", 1);
        assertThat(figures.line().getDouble("refused")).isEqualTo(1);
        assertThat(figures.line().getDouble("refused")).isZero();
    }

    @Test
    void whatIsShedIsUnavailableToo() {
        count("unavailable", "journal-full", 3);
        count("shed", "too-busy", 2);
        assertThat(figures.line().getDouble("unavailable")).isEqualTo(5);
    }
}
