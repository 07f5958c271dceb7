package dev.trackbus.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a process has used, by the kernel's own account of all its threads. Linux. */
final class CpuClock {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 11;
    private static final double AT_REST = 0.02;
    private static final int MAX_LOOKS = 20;

    private final Path stat;

    CpuClock(long pid) {
        this.stat = Path.of("/proc", Long.toString(pid), "stat");
    }

    /** User and system time in seconds since the process began. */
    double seconds() throws IOException {
        String line = Files.readString(stat);
        String[] behindTheName =
                line.substring(line.lastIndexOf(')') + 2).strip().split(" ");
        return (Long.parseLong(behindTheName[USER_TIME]) + Long.parseLong(behindTheName[USER_TIME + 1]))
                / TICKS_PER_SECOND;
    }

    /** Waits until the process has finished what it still had to do: uses less than a tenth of a core. */
    void awaitRest() throws IOException {
        double before = seconds();
        for (int i = 0; i < MAX_LOOKS; i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            double now = seconds();
            if (now - before <= AT_REST) {
                return;
            }
            before = now;
        }
    }
}
