package dev.trackbus.consumer;

import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;

/**
 * Waits between two attempts, on the function's one thread.
 *
 * @param backoff how long
 * @param random  0 (inclusive) … 1 (exclusive)
 * @param pauser  waits so many milliseconds; may come back early
 */
record Waiting(Backoff backoff, DoubleSupplier random, LongConsumer pauser) {
    /** Draws from the operating system: a seed in memory would be the same in every copy of a SnapStart snapshot. */
    static Waiting real() {
        return new Waiting(
                Backoff.DEFAULT,
                new SecureRandom()::nextDouble,
                millis -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis)));
    }

    long delayMillis(int failures) {
        return backoff.delayMillis(failures, random.getAsDouble());
    }

    void pause(long millis) {
        pauser.accept(millis);
    }
}
