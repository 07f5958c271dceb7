package dev.trackbus.bench.functions;

/**
 * What a round took.
 *
 * @param records    how many
 * @param clockNanos by the clock
 * @param cpuNanos   of the contender's process, all threads
 */
record Usage(int records, long clockNanos, long cpuNanos) {
    private static final double NANOS = 1e9;

    double recordsPerSecond() {
        return records * NANOS / clockNanos;
    }

    double cpuSecondsPer100k() {
        return cpuNanos / NANOS / records * 100_000;
    }
}
