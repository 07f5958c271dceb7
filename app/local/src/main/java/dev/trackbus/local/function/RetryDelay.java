package dev.trackbus.local.function;

import java.util.function.DoubleSupplier;

/**
 * How long a batch waits before it is repeated: twice as long each time up to a limit, and of that a random half.
 *
 * @param random 0 to less than 1
 */
record RetryDelay(DoubleSupplier random) {
    private static final long FIRST_MILLIS = 200;
    private static final long MOST_MILLIS = 10_000;
    private static final int DOUBLINGS = 6;

    /**
     * The delay.
     *
     * @param failures in a row, 1 or more
     * @return milliseconds
     */
    long millis(int failures) {
        long most = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(failures - 1, DOUBLINGS));
        return most / 2 + (long) (most / 2.0 * random.getAsDouble());
    }
}
