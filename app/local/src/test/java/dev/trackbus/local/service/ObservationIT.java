package dev.trackbus.local.service;

import static dev.trackbus.local.service.ServiceUnderTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Test of metrics and log after a hundred requests of each kind. */
class ObservationIT {
    private static final int REQUESTS = 100;

    private static ServiceFixture fixture;
    private static List<String> logBefore;

    @BeforeAll
    static void send() {
        fixture = new ServiceFixture(Map.of());
        fixture.core().write(ProgramStore.program("valid"));
        logBefore = fixture.service().log();
        for (int i = 0; i < REQUESTS; i++) {
            fixture.client().get("/event/valid");
            fixture.client().get("/event/valid?checksum=wrong");
            fixture.client().get("/event/unknown");
            fixture.client().get("/event/%zz");
        }
        eventually().until(() -> fixture.service().metric("trackbus_kinesis_buffer_records") == 0);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void servesMetricsAsPrometheusText() {
        Response metrics = fixture.service().metrics();
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.header("Content-Type")).startsWith("text/plain; version=0.0.4");
    }

    @ParameterizedTest
    @CsvSource({
        "'trackbus_http_requests_total{outcome=\"accepted\",reason=\"none\"}', 100",
        "'trackbus_http_requests_total{outcome=\"refused\",reason=\"checksum-mismatch\"}', 100",
        "'trackbus_http_requests_total{outcome=\"unknown\",reason=\"unknown-program\"}', 100",
        "'trackbus_http_requests_total{outcome=\"bad_request\",reason=\"malformed-encoding\"}', 100",
        "trackbus_cache_hits_total, 199",
        "trackbus_cache_negative_hits_total, 99",
        "trackbus_cache_misses_total, 2",
        "trackbus_cache_stale_total, 0",
        "trackbus_redis_read_seconds_count, 2",
        "trackbus_kinesis_buffer_bytes, 0",
        "trackbus_kinesis_oldest_age_seconds, 0"
    })
    void countsTheRequestsOfEachKind(String meter, double count) {
        assertThat(fixture.service().metric(meter)).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trackbus_kinesis_appended_total", "trackbus_kinesis_sent_total"})
    void countsEveryEvent(String meter) {
        eventually()
                .until(() -> fixture.service().metric(meter)
                        == fixture.events().all().size());
        assertThat(fixture.service().metric(meter)).isBetween(2.0 * REQUESTS, 3.0 * REQUESTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trackbus_cache_evictions_total",
                "trackbus_redis_reconnects_total",
                "trackbus_kinesis_resent_total",
                "trackbus_kinesis_refused_total",
                "jvm_memory_used_bytes"
            })
    void servesEachMetric(String meter) {
        assertThat(fixture.service().metric(meter)).isNotNegative();
    }

    @Test
    void servesNoMetricsOnThePublicPort() {
        assertThat(fixture.client().get("/metrics").status()).isEqualTo(404);
    }

    @Test
    void logsNoLinePerRequest() {
        assertThat(fixture.service().log()).isEqualTo(logBefore);
    }

    @Test
    void logsEachLineAsJson() {
        assertThat(fixture.service().log()).isNotEmpty().allSatisfy(line -> assertThat(new JsonObject(line).getMap())
                .containsKeys("@timestamp", "level", "message"));
    }
}
