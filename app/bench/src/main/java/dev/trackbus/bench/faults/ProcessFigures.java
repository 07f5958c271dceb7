package dev.trackbus.bench.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM holds: by its own account of the heap, for all of that is resident from the start, and else by the kernel's.
 * Linux.
 *
 * @param heapKib     heap in use after a collection, in KiB
 * @param descriptors open files and sockets
 * @param threads     all of its threads
 */
record ProcessFigures(long heapKib, int descriptors, int threads) {
    private static final double TOLERANCE = 1.1;
    private static final int FEW = 10;
    private static final long FEW_KIB = 8 << 10;

    /** What an outage may fill: 32 MiB of unconfirmed events, an object for each of 50,000, and some read ahead. */
    private static final long WINDOW_KIB = 48 << 10;

    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

    static ProcessFigures of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            List<String> status = Files.readAllLines(process.resolve("status"));
            int open = (int) descriptors.count();
            return new ProcessFigures(heapKib(pid), open, (int) number(status, "Threads:"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long heapKib(long pid) throws IOException {
        jcmd(pid, "GC.run");
        return usedKib(jcmd(pid, "GC.heap_info"));
    }

    /** The sum of what is used of each space that {@code GC.heap_info} names. */
    static long usedKib(String info) {
        long used = USED.matcher(info)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
        if (used == 0) {
            throw new IllegalStateException("no heap in: " + info);
        }
        return used;
    }

    private static String jcmd(long pid, String command) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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
        return new ProcessFigures(heapKib, idle.descriptors, threads);
    }

    /** These, but without the descriptors of so many connections, which come and go. */
    ProcessFigures withoutConnections(int connections) {
        return new ProcessFigures(heapKib, descriptors - connections, threads);
    }

    /** Whether the heap is at most a tenth above that and what waits unconfirmed, however long that has waited. */
    boolean isAsSmallAs(ProcessFigures base) {
        return heapKib <= base.heapKib * TOLERANCE + WINDOW_KIB;
    }

    /** Whether these are at most a tenth, or a few, above those. */
    boolean isBackAt(ProcessFigures base) {
        return heapKib <= base.heapKib * TOLERANCE + FEW_KIB
                && descriptors <= Math.max(base.descriptors * TOLERANCE, base.descriptors + FEW)
                && threads <= Math.max(base.threads * TOLERANCE, base.threads + FEW);
    }

    @Override
    public String toString() {
        return "%d MiB of heap, %d descriptors, %d threads".formatted(heapKib >> 10, descriptors, threads);
    }
}
