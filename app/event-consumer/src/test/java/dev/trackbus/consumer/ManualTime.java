package dev.trackbus.consumer;

import dev.trackbus.function.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only while the code waits; keeps every wait. */
final class ManualTime {
    private final List<Long> pauses = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();

    Deadline deadline(Duration left) {
        return Deadline.after(left, nanos::get);
    }

    /** Waits by this time. The random number is what the test says. */
    Waiting waiting(double random) {
        return new Waiting(Backoff.DEFAULT, () -> random, millis -> {
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
