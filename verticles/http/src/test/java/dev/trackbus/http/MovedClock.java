package dev.trackbus.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is moved, and can be told to break once. */
final class MovedClock implements InstantSource {
    private final AtomicLong millis = new AtomicLong(1_800_000_000_000L);

    private volatile boolean breaks;

    /** The next reader of its milliseconds gets an exception. */
    void breakOnce() {
        breaks = true;
    }

    void move(Duration by) {
        millis.addAndGet(by.toMillis());
    }

    @Override
    public long millis() {
        if (breaks) {
            breaks = false;
            throw new IllegalStateException("clock broken");
        }
        return millis.get();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis.get());
    }
}
