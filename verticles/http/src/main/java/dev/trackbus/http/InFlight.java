package dev.trackbus.http;

/** Counts the tracking requests that one instance works on, up to a bound. Written by its event loop, read by any thread. */
final class InFlight {
    private final int max;
    private volatile int count;

    InFlight(int max) {
        this.max = max;
    }

    /** Takes a place, or says that there is none. */
    boolean enter() {
        int now = count;
        if (now >= max) {
            return false;
        }
        count = now + 1;
        return true;
    }

    void leave() {
        int now = count;
        count = now - 1;
    }

    int count() {
        return count;
    }
}
