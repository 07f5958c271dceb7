package dev.trackbus.consumer;

/**
 * Exponential backoff with full jitter. The jitter spreads the retries of functions that were throttled at the same
 * time.
 *
 * @param baseMillis longest delay after the first failure, milliseconds
 * @param maxMillis  longest delay after any failure, milliseconds
 */
record Backoff(long baseMillis, long maxMillis) {
    /** 50 ms, doubled with each failure in a row up to 1 s, because an invocation lasts only seconds. */
    static final Backoff DEFAULT = new Backoff(50, 1_000);

    private static final int MAX_DOUBLINGS = 20;

    /**
     * Returns the delay before the next attempt.
     *
     * @param failures number of failed calls in a row, at least 1
     * @param random   random number from 0 (inclusive) to 1 (exclusive)
     * @return milliseconds, from 0 to the longest delay
     */
    long delayMillis(int failures, double random) {
        long ceiling = Math.min(maxMillis, baseMillis << Math.min(failures - 1, MAX_DOUBLINGS));
        return (long) (random * (ceiling + 1));
    }
}
