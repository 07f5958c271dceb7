package dev.trackbus.tracker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service's own figures for CloudWatch: a line of the log in its embedded metric format, so that alarms need neither
 * an agent nor a call to AWS. Counts are those since the line before. Event loop.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     Embedded metric format</a>
 */
final class CloudWatchMetrics {
    /** Between two lines. */
    static final Duration PERIOD = Duration.ofMinutes(1);

    private static final Logger LINES = LoggerFactory.getLogger("trackbus.figures");
    private static final String REQUESTS = "trackbus.http.requests";

    private final MeterRegistry meters;
    private final String namespace;
    private final InstantSource clock;
    private final Map<String, Double> counted = new LinkedHashMap<>();

    CloudWatchMetrics(MeterRegistry meters, String namespace, InstantSource clock) {
        this.meters = meters;
        this.namespace = namespace;
        this.clock = clock;
    }

    /** Writes the next line. */
    void write() {
        LINES.info("{}", line().encode());
    }

    /** The next line. */
    JsonObject line() {
        JsonArray described = new JsonArray();
        JsonObject line = new JsonObject();
        gauge(line, described, "journalAgeSeconds", "Seconds", "trackbus.kinesis.oldest.age");
        gauge(line, described, "journalBytes", "Bytes", "trackbus.kinesis.buffer.bytes");
        gauge(line, described, "journalRecords", "Count", "trackbus.kinesis.buffer.records");
        gauge(line, described, "journalFault", "None", "trackbus.kinesis.journal.fault");
        gauge(line, described, "deadLetters", "Count", "trackbus.kinesis.dead_letters");
        gauge(line, described, "quarantinedFiles", "Count", "trackbus.kinesis.journal.quarantined.files");
        describe(line, described, "redisUnavailable", "None", isRedisUnavailable() ? 1 : 0);
        gauge(line, described, "redisEmpty", "None", "trackbus.redis.empty");
        describe(line, described, "accepted", "Count", since("accepted"));
        describe(line, described, "refused", "Count", since("refused"));
        describe(line, described, "unavailable", "Count", since("unavailable") + since("shed"));
        JsonObject directive = new JsonObject()
                .put("Namespace", namespace)
                .put("Dimensions", new JsonArray().add(new JsonArray()))
                .put("Metrics", described);
        return line.put(
                "_aws",
                new JsonObject()
                        .put("Timestamp", clock.millis())
                        .put("CloudWatchMetrics", new JsonArray().add(directive)));
    }

    private void gauge(JsonObject line, JsonArray described, String name, String unit, String meter) {
        Gauge gauge = meters.find(meter).gauge();
        describe(line, described, name, unit, gauge == null ? 0 : gauge.value());
    }

    /** Returns whether one of the connections to Redis is lost, or is answered with errors. */
    private boolean isRedisUnavailable() {
        return meters.find("trackbus.redis.connected").gauges().stream().anyMatch(link -> link.value() == 0);
    }

    private static void describe(JsonObject line, JsonArray described, String name, String unit, double value) {
        line.put(name, value);
        described.add(new JsonObject().put("Name", name).put("Unit", unit));
    }

    private double since(String outcome) {
        double now = meters.find(REQUESTS).tag("outcome", outcome).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
        Double before = counted.put(outcome, now);
        return before == null ? now : now - before;
    }
}
