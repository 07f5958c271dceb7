package dev.trackbus.bench;

import java.util.concurrent.TimeUnit;

/**
 * Counts how often a server kept all silent for more than 100 ms while something was due. Where this client itself missed
 * its turn for so long, nobody knows what the server did: that is counted apart. One thread.
 */
final class Pauses {
    private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private long lastTurn;
    private long quietSince;
    private int ofServer;
    private int ofClient;

    /** @param now when it begins, in nanoseconds from anywhere */
    Pauses(long now) {
        this.lastTurn = now;
        this.quietSince = now;
    }

    /** The client looks what there is; whether it waits for an answer that is due. */
    void turn(long now, boolean waiting) {
        boolean missed = now - lastTurn > LONG_NANOS;
        ofClient += missed ? 1 : 0;
        quietSince = missed || !waiting ? now : quietSince;
        lastTurn = now;
    }

    void answered(long now) {
        ofServer += now - quietSince > LONG_NANOS ? 1 : 0;
        quietSince = now;
    }

    int ofServer() {
        return ofServer;
    }

    int ofClient() {
        return ofClient;
    }
}
