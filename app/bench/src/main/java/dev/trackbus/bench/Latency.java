package dev.trackbus.bench;

import io.vertx.core.json.JsonObject;
import org.HdrHistogram.Histogram;

/**
 * How long answers took, in microseconds.
 *
 * @param p50  half of them were faster
 * @param p99  one of 100 was slower
 * @param p999 one of 1,000 was slower
 */
record Latency(double p50, double p99, double p999) {
    private static final double NANOS_PER_MICRO = 1_000;

    /** Of a histogram in nanoseconds. */
    static Latency of(Histogram nanos) {
        return new Latency(micros(nanos, 50), micros(nanos, 99), micros(nanos, 99.9));
    }

    private static double micros(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }

    JsonObject toJson() {
        return new JsonObject().put("p50Micros", p50).put("p99Micros", p99).put("p999Micros", p999);
    }

    @Override
    public String toString() {
        return "%.1f / %.1f / %.1f".formatted(p50 / 1_000, p99 / 1_000, p999 / 1_000);
    }
}
