package dev.trackbus.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lag of an event loop: the delay of a timer tick that is due every {@link #PERIOD}. Work that waits for a slow loop is in
 * no queue that could be measured, but the tick is as late as that work. Requests are shed only if the tick before was late
 * too: after a single pause it is cheapest to answer the requests that have arrived.
 *
 * <p>Each turn of a late loop serves the requests that it reads within the bound, so some are always served. Written by its
 * event loop, read by any thread.
 */
final class EventLoopLag {
    /** Interval of {@link #tick()}. */
    static final Duration PERIOD = Duration.ofMillis(50);

    /** Largest lag without shedding. */
    static final Duration BOUND = Duration.ofMillis(150);

    private static final long DUE = PERIOD.toNanos();
    private static final long TOO_LATE = PERIOD.plus(BOUND).toNanos();

    private final LongSupplier nanos;
    private long tickedAt;
    private boolean tickWasTooLate;
    private volatile long lastNanos;

    /** @param nanos monotonic time in nanoseconds */
    EventLoopLag(LongSupplier nanos) {
        this.nanos = nanos;
        this.tickedAt = nanos.getAsLong();
    }

    /** Records a tick; returns whether it was too late. To be called every {@link #PERIOD}. */
    boolean tick() {
        long now = nanos.getAsLong();
        long since = now - tickedAt;
        tickWasTooLate = since > TOO_LATE;
        lastNanos = Math.max(0, since - DUE);
        tickedAt = now;
        return tickWasTooLate;
    }

    /** Returns whether the lag exceeds the bound now, and did so at the last tick. On the event loop. */
    boolean isTooLate() {
        return tickWasTooLate && nanos.getAsLong() - tickedAt > TOO_LATE;
    }

    /** Returns the lag of the last tick in seconds. */
    double seconds() {
        return (double) lastNanos / TimeUnit.SECONDS.toNanos(1);
    }
}
