package dev.trackbus.kinesis.delivery;

/** The right to have one call in flight. A slot whose calls fail pauses ever longer, whatever waits to be sent. */
final class CallSlot {
    private boolean busy;
    private int failures;
    private long freeAt;

    /** When it may take a call: {@link Long#MAX_VALUE} while it has one. */
    long freeAt() {
        return busy ? Long.MAX_VALUE : freeAt;
    }

    void begin() {
        busy = true;
    }

    void succeeded() {
        busy = false;
        failures = 0;
    }

    /** Its call failed for no fault of the slot. */
    void free() {
        busy = false;
    }

    void failed(long now, Backoff backoff, double random) {
        busy = false;
        failures++;
        freeAt = now + backoff.delayMillis(failures, random);
    }

    void hurry() {
        freeAt = 0;
    }
}
