package dev.trackbus.bench.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process holds, by the kernel's account. Linux.
 *
 * @param rssKib      resident memory in KiB
 * @param descriptors open files and sockets
 * @param threads     all of its threads
 */
record ProcessFigures(long rssKib, int descriptors, int threads) {
    private static final double TOLERANCE = 1.1;
    private static final int FEW = 10;

    static ProcessFigures of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            List<String> status = Files.readAllLines(process.resolve("status"));
            return new ProcessFigures(
                    number(status, "VmRSS:"), (int) descriptors.count(), (int) number(status, "Threads:"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    /** These, but with the descriptors of a time when nobody was connected. */
    ProcessFigures withDescriptorsOf(ProcessFigures idle) {
        return new ProcessFigures(rssKib, idle.descriptors, threads);
    }

    /** Whether the memory is at most a tenth above that. */
    boolean isAsSmallAs(ProcessFigures base) {
        return rssKib <= base.rssKib * TOLERANCE;
    }

    /** Whether these are at most a tenth, or a few, above those. */
    boolean isBackAt(ProcessFigures base) {
        return isAsSmallAs(base)
                && descriptors <= Math.max(base.descriptors * TOLERANCE, base.descriptors + FEW)
                && threads <= Math.max(base.threads * TOLERANCE, base.threads + FEW);
    }

    @Override
    public String toString() {
        return "%d MiB, %d descriptors, %d threads".formatted(rssKib >> 10, descriptors, threads);
    }
}
