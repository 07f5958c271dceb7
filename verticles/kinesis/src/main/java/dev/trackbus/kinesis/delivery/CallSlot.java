package dev.trackbus.kinesis.delivery;

import dev.trackbus.bus.Backoff;

/** Slot for one call in flight. A slot whose calls fail pauses with exponential backoff, whatever waits to be sent. */
final class CallSlot {
    private boolean busy;
    private int failures;
    private long freeAt;

    /** Returns when it may take a call: {@link Long#MAX_VALUE} while it has one. */
    long freeAt() {
        return busy ? Long.MAX_VALUE : freeAt;
    }

    /** Begins a call. */
    void begin() {
        busy = true;
    }

    /** Ends a call that succeeded, and resets the backoff. */
    void succeeded() {
        busy = false;
        failures = 0;
    }

    /** Ends a call whose failure does not pause the slot. */
    void free() {
        busy = false;
    }

    /** Ends a call that failed, and pauses. */
    void failed(long now, Backoff backoff, double random) {
        busy = false;
        failures++;
        freeAt = now + backoff.delayMillis(failures, random);
    }

    /** Ends the pause. */
    void hurry() {
        freeAt = 0;
    }
}
