package dev.trackbus.kinesis.delivery;

/**
 * How long to wait after a failed attempt: exponential with full jitter, so that many who failed together don't come back
 * together.
 *
 * @param baseMillis the longest wait after the first failure
 * @param capMillis  the longest wait of all
 */
public record Backoff(long baseMillis, long capMillis) {
    /** 50 ms, doubled with each failure up to 5 s. */
    static final Backoff DEFAULT = new Backoff(50, 5_000);

    private static final int MOST_DOUBLINGS = 30;

    /**
     * @param attempt how many attempts have failed, from 1 on
     * @param random  0 (inclusive) … 1 (exclusive)
     * @return milliseconds
     */
    public long delayMillis(int attempt, double random) {
        long ceiling = Math.min(capMillis, baseMillis << Math.min(attempt - 1, MOST_DOUBLINGS));
        return (long) (random * (ceiling + 1));
    }
}
