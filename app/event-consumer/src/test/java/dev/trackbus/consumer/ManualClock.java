package dev.trackbus.consumer;

import dev.trackbus.function.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Clock that advances only while the code sleeps, and records every sleep. */
final class ManualClock {
    private final List<Long> pauses = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();

    Deadline deadline(Duration left) {
        return Deadline.after(left, nanos::get);
    }

    /** Returns a sleeper on this clock with a fixed random number. */
    BackoffSleeper sleeper(double random) {
        return new BackoffSleeper(Backoff.DEFAULT, () -> random, millis -> {
            pauses.add(millis);
            pass(millis);
        });
    }

    void pass(long millis) {
        nanos.addAndGet(millis * 1_000_000);
    }

    List<Long> pauses() {
        return pauses;
    }
}
