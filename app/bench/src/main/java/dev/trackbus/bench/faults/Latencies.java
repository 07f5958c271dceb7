package dev.trackbus.bench.faults;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/** How long answers took, right to two digits. Any thread. */
final class Latencies {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Histogram nanos = new SynchronizedHistogram(2);

    void add(long took) {
        nanos.recordValue(Math.max(0, took));
    }

    int count() {
        return (int) nanos.getTotalCount();
    }

    /** The time within which that share of the answers came, in milliseconds; 0 where there were none. */
    double millis(double share) {
        return nanos.getValueAtPercentile(100 * share) / NANOS_PER_MILLI;
    }

    double p99() {
        return millis(0.99);
    }
}
