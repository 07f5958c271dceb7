package dev.trackbus.bench.faults;

import dev.trackbus.bench.CpuClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * How long a start took.
 *
 * @param took       until it was ready
 * @param cpuSeconds what the process used until then, which a busy machine hardly changes
 */
record Start(Duration took, double cpuSeconds) {
    private static final Duration PROMISED = Duration.ofSeconds(5);
    private static final double TOLERANCE = 1.5;

    /** The start of a process that is ready now. */
    static Start of(long pid, Duration took) {
        try {
            return new Start(took, new CpuClock(pid).seconds());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it was as quick as promised, or, on a busy machine, cost little more than the one without a journal. */
    boolean isQuick(Start empty) {
        return took.compareTo(PROMISED) < 0 || cpuSeconds <= TOLERANCE * empty.cpuSeconds;
    }

    @Override
    public String toString() {
        return "%d ms (%.1f CPU-s)".formatted(took.toMillis(), cpuSeconds);
    }
}
