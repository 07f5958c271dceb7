package dev.trackbus.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is moved. */
final class MovedClock implements InstantSource {
    private final AtomicLong millis = new AtomicLong(1_800_000_000_000L);

    void move(Duration by) {
        millis.addAndGet(by.toMillis());
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis.get());
    }
}
