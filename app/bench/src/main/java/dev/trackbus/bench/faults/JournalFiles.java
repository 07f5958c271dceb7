package dev.trackbus.bench.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A journal from outside, as files. */
final class JournalFiles {
    private static final Pattern SEGMENT = Pattern.compile("[0-9a-f]{16}\\.segment");

    private JournalFiles() {}

    /** The files that hold records, the oldest first. */
    static List<Path> segments(Path journal) {
        return files(journal).stream()
                .filter(file -> SEGMENT.matcher(file.getFileName().toString()).matches())
                .sorted()
                .toList();
    }

    /** All files. */
    static List<Path> files(Path journal) {
        if (!Files.exists(journal)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(journal)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How large the segments are together. */
    static long bytes(Path journal) {
        return segments(journal).stream().mapToLong(JournalFiles::size).sum();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
