package dev.trackbus.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is moved, and can be told to break once. */
final class MovedClock implements InstantSource {
    private final AtomicLong millis = new AtomicLong(1_800_000_000_000L);

    private volatile boolean breaks;

    /** Its next reader gets an exception. */
    void breakOnce() {
        breaks = true;
    }

    void move(Duration by) {
        millis.addAndGet(by.toMillis());
    }

    @Override
    public Instant instant() {
        if (breaks) {
            breaks = false;
            throw new IllegalStateException("clock broken");
        }
        return Instant.ofEpochMilli(millis.get());
    }
}
