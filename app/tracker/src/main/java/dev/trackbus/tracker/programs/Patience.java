package dev.trackbus.tracker.programs;

import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** How long something may stand still before a command gives up; what moves begins anew. */
final class Patience {
    private final Duration most;
    private final LongSupplier nanos;
    private final LongConsumer pause;
    private long movedAt;

    /**
     * @param most  how long
     * @param nanos a clock that only goes forward
     * @param pause waits so many milliseconds
     */
    Patience(Duration most, LongSupplier nanos, LongConsumer pause) {
        this.most = most;
        this.nanos = nanos;
        this.pause = pause;
        moved();
    }

    void moved() {
        movedAt = nanos.getAsLong();
    }

    Duration most() {
        return most;
    }

    boolean isOver() {
        return isOver(most);
    }

    boolean isOver(Duration bound) {
        return nanos.getAsLong() - movedAt >= Math.min(most.toNanos(), bound.toNanos());
    }

    void pause(long millis) {
        pause.accept(millis);
    }
}
