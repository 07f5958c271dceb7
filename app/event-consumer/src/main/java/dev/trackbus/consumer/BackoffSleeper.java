package dev.trackbus.consumer;

import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;

/**
 * Blocking delay between two attempts, on the function's only thread.
 *
 * @param backoff length of the delay
 * @param random  random numbers from 0 (inclusive) to 1 (exclusive)
 * @param sleeper blocks for the given milliseconds; may return early
 */
record BackoffSleeper(Backoff backoff, DoubleSupplier random, LongConsumer sleeper) {
    /**
     * Creates a sleeper with {@link Backoff#DEFAULT}. Its random numbers come from the operating system, because all
     * copies of a SnapStart snapshot share a seed in memory.
     */
    static BackoffSleeper create() {
        return new BackoffSleeper(
                Backoff.DEFAULT,
                new SecureRandom()::nextDouble,
                millis -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis)));
    }

    /** Returns the delay after so many failed calls in a row, milliseconds. */
    long delayMillis(int failures) {
        return backoff.delayMillis(failures, random.getAsDouble());
    }

    /** Blocks for the given milliseconds. */
    void sleep(long millis) {
        sleeper.accept(millis);
    }
}
