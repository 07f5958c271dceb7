package dev.trackbus.bench.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 11;

    /** The start of a process that is ready now. */
    static Start of(long pid, Duration took) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
            return new Start(took, ticks / TICKS_PER_SECOND);
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
