package dev.trackbus.bus;

/**
 * Exponential backoff with full jitter. The jitter spreads the retries of callers that failed at the same time. A pure
 * function of its arguments; any thread.
 *
 * @param baseMillis longest delay after the first failure, milliseconds
 * @param maxMillis  longest delay after any failure, milliseconds
 */
public record Backoff(long baseMillis, long maxMillis) {
    private static final int MAX_DOUBLINGS = 30;

    /**
     * Returns the delay before the next attempt.
     *
     * @param failures number of failed attempts in a row, at least 1
     * @param random   random number from 0 (inclusive) to 1 (exclusive)
     * @return milliseconds, from 0 to the longest delay
     */
    public long delayMillis(int failures, double random) {
        long ceiling = Math.min(maxMillis, baseMillis << Math.min(failures - 1, MAX_DOUBLINGS));
        return (long) (random * (ceiling + 1));
    }
}
