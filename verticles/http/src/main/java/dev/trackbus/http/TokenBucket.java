package dev.trackbus.http;

import java.time.InstantSource;

/** Lets so many through a second, and at most a second's worth at once. For one thread. */
final class TokenBucket {
    private static final double MILLIS_PER_SECOND = 1_000;

    private final double perSecond;
    private final double capacity;
    private final InstantSource clock;
    private double tokens;
    private long filledAt;

    /** Starts full; a rate between 0 and 1 still lets one through at a time. */
    TokenBucket(double perSecond, InstantSource clock) {
        this.perSecond = perSecond;
        this.capacity = perSecond > 0 ? Math.max(1, perSecond) : 0;
        this.clock = clock;
        this.tokens = capacity;
        this.filledAt = clock.millis();
    }

    boolean tryTake() {
        long now = clock.millis();
        long elapsed = Math.max(0, now - filledAt);
        filledAt = now;
        tokens = Math.min(capacity, tokens + elapsed * perSecond / MILLIS_PER_SECOND);
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
