package dev.trackbus.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A control group with little CPU, as a small container has it. Linux, root. */
final class CpuQuota implements AutoCloseable {
    private static final Path FIRST_VERSION = Path.of("/sys/fs/cgroup/cpu");
    private static final Path SECOND_VERSION = Path.of("/sys/fs/cgroup");
    private static final int PERIOD_MICROS = 20_000;

    private final Path group;

    /**
     * Makes one.
     *
     * @param share of one core, such as 0.1
     */
    CpuQuota(double share) throws IOException {
        String name = "trackbus-faults-" + ProcessHandle.current().pid();
        int quota = (int) (share * PERIOD_MICROS);
        if (Files.isDirectory(FIRST_VERSION)) {
            group = Files.createDirectory(FIRST_VERSION.resolve(name));
            Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROS));
            Files.writeString(group.resolve("cpu.cfs_quota_us"), Integer.toString(quota));
        } else {
            group = Files.createDirectory(SECOND_VERSION.resolve(name));
            Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
        }
    }

    /** Puts a process under it, with all threads that it has and will have. */
    void confine(long pid) throws IOException {
        Files.writeString(group.resolve("cgroup.procs"), Long.toString(pid));
    }

    /** Removes it; its processes must have ended. */
    @Override
    public void close() throws IOException {
        Files.delete(group);
    }
}
