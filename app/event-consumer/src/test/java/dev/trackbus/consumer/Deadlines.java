package dev.trackbus.consumer;

import dev.trackbus.function.Deadline;
import java.time.Duration;

/** Deadlines for tests that must not expire. */
final class Deadlines {
    private Deadlines() {}

    static Deadline far() {
        return Deadline.after(Duration.ofMinutes(10), System::nanoTime);
    }
}
