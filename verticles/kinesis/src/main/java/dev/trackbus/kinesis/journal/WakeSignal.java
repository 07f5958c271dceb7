package dev.trackbus.kinesis.journal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Signal that wakes one sleeping thread. Cheap to raise while the thread is awake. */
final class WakeSignal {
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final long maxSleepNanos;
    private volatile Thread sleeper;
    private volatile boolean raised;

    /** @param maxSleepNanos longest sleep without a signal */
    WakeSignal(long maxSleepNanos) {
        this.maxSleepNanos = maxSleepNanos;
    }

    /** Wakes the thread, or keeps it from falling asleep. Any thread. */
    void raise() {
        raised = true;
        Thread asleep = sleeper;
        if (asleep != null) {
            LockSupport.unpark(asleep);
        }
    }

    /** Returns whether the thread sleeps and no signal is pending. Any thread. */
    boolean isAsleep() {
        return !raised && sleeper != null;
    }

    /**
     * Sleeps until the signal is raised; returns at once where it was raised since the last sleep. Waits for 5 ms first, so
     * that one wake-up serves many writes. May return early. The sleeping thread only.
     */
    void sleep() {
        LockSupport.parkNanos(this, GATHER_NANOS);
        sleeper = Thread.currentThread();
        if (!raised) {
            LockSupport.parkNanos(this, maxSleepNanos);
        }
        sleeper = null;
        raised = false;
    }
}
