package dev.trackbus.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How late an event loop is with its work. What waits for a slow loop waits where no queue of ours shows it, so we look
 * at a tick that should come every {@link #PERIOD}: while it is overdue, so is everything else. The tick before must have
 * been late as well: after a single pause of the machine it costs least to answer what has come meanwhile.
 *
 * <p>Each turn of a late loop still serves what comes before the bound, so that some are served whatever comes. Written
 * by its event loop, read by any thread.
 */
final class Lateness {
    /** How often {@link #tick()} is to be called. */
    static final Duration PERIOD = Duration.ofMillis(50);

    /** How late the loop may be. */
    static final Duration BOUND = Duration.ofMillis(150);

    private static final long DUE = PERIOD.toNanos();
    private static final long TOO_LATE = PERIOD.plus(BOUND).toNanos();

    private final LongSupplier nanos;
    private long tickedAt;
    private boolean tickWasTooLate;
    private volatile long lastNanos;

    /** @param nanos the time in nanoseconds from anywhere */
    Lateness(LongSupplier nanos) {
        this.nanos = nanos;
        this.tickedAt = nanos.getAsLong();
    }

    /** Every {@link #PERIOD}, as far as the loop comes to it; whether it came too late. */
    boolean tick() {
        long now = nanos.getAsLong();
        long since = now - tickedAt;
        tickWasTooLate = since > TOO_LATE;
        lastNanos = Math.max(0, since - DUE);
        tickedAt = now;
        return tickWasTooLate;
    }

    /** Whether the loop is later than the bound, and was so at its last tick. On the event loop. */
    boolean isTooLate() {
        return tickWasTooLate && nanos.getAsLong() - tickedAt > TOO_LATE;
    }

    /** How late the last tick was. */
    double seconds() {
        return (double) lastNanos / TimeUnit.SECONDS.toNanos(1);
    }
}
