package dev.trackbus.tracker.programs;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A time that passes while one waits. */
final class FakeTime {
    long nanos;
    Runnable whilePausing = () -> {};

    Patience patience(Duration most) {
        return new Patience(most, () -> nanos, this::pause);
    }

    private void pause(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
        whilePausing.run();
    }
}
