package dev.trackbus.local.function;

import java.util.function.DoubleSupplier;

/**
 * Exponential backoff with equal jitter for the retries of a batch: 200 ms, doubled up to 10 s, of which half is
 * random.
 *
 * @param random random numbers from 0 (inclusive) to 1 (exclusive)
 */
record RetryDelay(DoubleSupplier random) {
    private static final long BASE_MILLIS = 200;
    private static final long MAX_MILLIS = 10_000;
    private static final int MAX_DOUBLINGS = 6;

    /**
     * Returns the delay before the next attempt.
     *
     * @param failures number of failures in a row, at least 1
     * @return milliseconds
     */
    long millis(int failures) {
        long max = Math.min(MAX_MILLIS, BASE_MILLIS << Math.min(failures - 1, MAX_DOUBLINGS));
        return max / 2 + (long) (max / 2.0 * random.getAsDouble());
    }
}
