package dev.trackbus.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a process has used, by the kernel's own account of all its threads. Linux. */
public final class CpuClock {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 11;
    private static final double AT_REST = 0.02;
    private static final int MAX_LOOKS = 20;

    private final Path process;

    /** @param pid of a process that runs */
    public CpuClock(long pid) {
        this.process = Path.of("/proc", Long.toString(pid));
    }

    /**
     * User and system time since the process began.
     *
     * @return seconds, right to a hundredth
     * @throws IOException where it runs no more
     */
    public double seconds() throws IOException {
        return seconds(Files.readString(process.resolve("stat")));
    }

    private static double seconds(String stat) {
        String[] behindTheName =
                stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ");
        return (Long.parseLong(behindTheName[USER_TIME]) + Long.parseLong(behindTheName[USER_TIME + 1]))
                / TICKS_PER_SECOND;
    }

    /**
     * What the JIT's own threads have used of it.
     *
     * @return seconds, 0 for what is no JVM
     * @throws IOException where it runs no more
     */
    public double compilerSeconds() throws IOException {
        double sum = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
            for (Path thread : threads) {
                String stat = stat(thread);
                sum += stat.contains("(C1 Comp") || stat.contains("(C2 Comp") ? seconds(stat) : 0;
            }
        }
        return sum;
    }

    private static String stat(Path thread) throws IOException {
        try {
            return Files.readString(thread.resolve("stat"));
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /**
     * Its resident memory now.
     *
     * @return MiB
     * @throws IOException where it runs no more
     */
    public long residentMebibytes() throws IOException {
        return Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                .sum();
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
