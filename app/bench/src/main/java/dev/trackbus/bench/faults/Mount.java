package dev.trackbus.bench.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small file system of its own, for disks that fill up, freeze or fail. Linux, root. */
final class Mount implements AutoCloseable {
    private final Path point;
    private boolean frozen;

    private Mount(Path point) {
        this.point = point;
    }

    /** Whether this user may mount. */
    static boolean isAllowed() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** In memory. */
    static Mount tmpfs(Path point, String size) throws IOException {
        Files.createDirectories(point);
        run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", point.toString());
        return new Mount(point);
    }

    /** ext4 in a file beside the mount point. */
    static Mount ext4(Path point, int mebibytes) throws IOException {
        Files.createDirectories(point);
        Path image = point.resolveSibling(point.getFileName() + ".img");
        run("truncate", "-s", mebibytes + "M", image.toString());
        run("mkfs.ext4", "-q", image.toString());
        run("mount", "-o", "loop", image.toString(), point.toString());
        return new Mount(point);
    }

    /** The ext4 that was mounted there before, checked and repaired. */
    static Mount again(Path point) throws IOException {
        Path image = point.resolveSibling(point.getFileName() + ".img");
        run("sh", "-c", "e2fsck -fy '" + image + "' || test $? -lt 4");
        run("mount", "-o", "loop", image.toString(), point.toString());
        return new Mount(point);
    }

    Path point() {
        return point;
    }

    /** From now on every write waits. */
    void freeze() throws IOException {
        run("fsfreeze", "-f", point.toString());
        frozen = true;
    }

    void thaw() throws IOException {
        if (frozen) {
            run("fsfreeze", "-u", point.toString());
            frozen = false;
        }
    }

    /** Mounts it anew with an option: ro, rw, or abort, after which every write fails. */
    void remount(String option) throws IOException {
        run("mount", "-o", "remount," + option, point.toString());
    }

    @Override
    public void close() throws IOException {
        thaw();
        run("umount", "-l", point.toString());
    }

    /** Runs a command of the system. */
    static void run(String... words) throws IOException {
        Process process =
                new ProcessBuilder(List.of(words)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", words) + ": " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
