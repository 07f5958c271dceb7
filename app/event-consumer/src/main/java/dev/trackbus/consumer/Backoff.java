package dev.trackbus.consumer;

/**
 * How long to wait after a failed call: exponential with full jitter, so that many functions that were throttled together
 * don't come back together.
 *
 * @param baseMillis the longest wait after the first failure
 * @param capMillis  the longest wait of all
 */
record Backoff(long baseMillis, long capMillis) {
    /** 50 ms, doubled with each failure in a row up to 1 s: an invocation has no more than some seconds. */
    static final Backoff DEFAULT = new Backoff(50, 1_000);

    private static final int MOST_DOUBLINGS = 20;

    /**
     * @param failures how many calls in a row have failed, from 1 on
     * @param random   0 (inclusive) … 1 (exclusive)
     * @return milliseconds
     */
    long delayMillis(int failures, double random) {
        long ceiling = Math.min(capMillis, baseMillis << Math.min(failures - 1, MOST_DOUBLINGS));
        return (long) (random * (ceiling + 1));
    }
}
