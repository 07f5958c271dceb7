package dev.trackbus.bench.faults;

import java.time.Duration;

/**
 * How much of it.
 *
 * @param rounds    how often, where the fault is an instant
 * @param fault     how long, where it lasts
 * @param perSecond requests a second meanwhile
 */
record Scale(int rounds, Duration fault, int perSecond) {
    static Scale rounds(int rounds, int perSecond) {
        return new Scale(rounds, Duration.ZERO, perSecond);
    }

    static Scale lasting(int seconds, int perSecond) {
        return new Scale(1, Duration.ofSeconds(seconds), perSecond);
    }

    Scale withRounds(int other) {
        return new Scale(other, fault, perSecond);
    }

    Scale withRate(int other) {
        return new Scale(rounds, fault, other);
    }

    Scale withSeconds(int other) {
        return new Scale(rounds, Duration.ofSeconds(other), perSecond);
    }
}
