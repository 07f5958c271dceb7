package dev.trackbus.tracker.programs;

import java.time.InstantSource;

/** The versions of one command: milliseconds since 1970, each higher than the one before, whatever the clock does. */
final class Stamps {
    private final InstantSource clock;
    private long last;

    Stamps(InstantSource clock) {
        this.clock = clock;
    }

    long next() {
        last = Math.max(last + 1, clock.millis());
        return last;
    }
}
