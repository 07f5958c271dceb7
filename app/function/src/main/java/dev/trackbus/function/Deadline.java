package dev.trackbus.function;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Point in time by which an invocation, or a part of it, must end. Immutable. */
public final class Deadline {
    private final LongSupplier ticker;
    private final long end;

    private Deadline(LongSupplier ticker, long end) {
        this.ticker = ticker;
        this.end = end;
    }

    /**
     * Returns a deadline that starts now.
     *
     * @param left   time until it passes
     * @param ticker monotonic nanoseconds, such as {@code System::nanoTime}
     * @return the deadline
     */
    public static Deadline after(Duration left, LongSupplier ticker) {
        return new Deadline(ticker, ticker.getAsLong() + left.toNanos());
    }

    /**
     * Returns an earlier deadline, which leaves time for later work.
     *
     * @param reserve time to keep for the later work
     * @return this deadline minus the reserve
     */
    public Deadline earlierBy(Duration reserve) {
        return new Deadline(ticker, end - reserve.toNanos());
    }

    /**
     * Returns the remaining time.
     *
     * @return zero or more; zero once the deadline has passed
     */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - ticker.getAsLong()));
    }

    /**
     * Returns whether the deadline has passed.
     *
     * @return true from the deadline on
     */
    public boolean passed() {
        return left().isZero();
    }
}
