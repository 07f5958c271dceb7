package dev.trackbus.bench.faults;

/** How long answers took: counted in buckets a sixteenth of an octave wide, so a percentile is right to 5 %. One thread writes. */
final class Latencies {
    private static final int PER_OCTAVE = 16;
    private static final int BUCKETS = 40 * PER_OCTAVE;

    private final int[] buckets = new int[BUCKETS];
    private int count;

    synchronized void add(long nanos) {
        double micros = Math.max(1, nanos / 1_000.0);
        int bucket = (int) (Math.log(micros) / Math.log(2) * PER_OCTAVE);
        buckets[Math.min(bucket, BUCKETS - 1)]++;
        count++;
    }

    synchronized int count() {
        return count;
    }

    /** The time within which that share of the answers came, in milliseconds; 0 where there were none. */
    synchronized double millis(double share) {
        long rank = (long) Math.ceil(share * count);
        long seen = 0;
        for (int i = 0; i < BUCKETS && rank > 0; i++) {
            seen += buckets[i];
            if (seen >= rank) {
                return Math.pow(2, (i + 1.0) / PER_OCTAVE) / 1_000;
            }
        }
        return 0;
    }

    double p99() {
        return millis(0.99);
    }
}
