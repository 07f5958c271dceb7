package dev.trackbus.function;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The point in time by which an invocation, or a part of it, must be done. Immutable. */
public final class Deadline {
    private final LongSupplier ticker;
    private final long end;

    private Deadline(LongSupplier ticker, long end) {
        this.ticker = ticker;
        this.end = end;
    }

    /**
     * A deadline that begins to run now.
     *
     * @param left   time until it has passed
     * @param ticker nanoseconds that only grow, such as {@code System::nanoTime}
     * @return the deadline
     */
    public static Deadline after(Duration left, LongSupplier ticker) {
        return new Deadline(ticker, ticker.getAsLong() + left.toNanos());
    }

    /**
     * An earlier one, where something is left to be done afterwards.
     *
     * @param reserve time to keep for it
     * @return this deadline less the reserve
     */
    public Deadline earlierBy(Duration reserve) {
        return new Deadline(ticker, end - reserve.toNanos());
    }

    /**
     * The time that is left.
     *
     * @return zero when it has passed
     */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - ticker.getAsLong()));
    }

    /**
     * Whether nothing is left.
     *
     * @return true from the deadline on
     */
    public boolean passed() {
        return left().isZero();
    }
}
