package dev.trackbus.bench.faults;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Damages a journal from outside. Of its format it knows two things only: its blocks of 64 KiB, and that an event's
 * messageId stands in its record in plain letters.
 */
final class JournalDamage {
    private static final int PAGE = 4_096;
    private static final int FLIPS = 20;

    private final Path journal;
    private final Random random;

    /** What is done to the files. */
    enum Kind {
        /** Single bits of the newest segment. */
        BITS_IN_THE_NEWEST,
        /** Single bits of an older segment. */
        BITS_IN_AN_OLDER,
        /** Pages of zeros, anywhere. */
        ZEROED_PAGES,
        /** The newest segment ends early. */
        TORN_TAIL,
        /** An older segment is gone. */
        MISSING_SEGMENT,
        /** Files that nobody expects, one with a segment's ending. */
        FOREIGN_FILES,
        /** The read position is nonsense. */
        BROKEN_POSITION
    }

    JournalDamage(Path journal, Random random) {
        this.journal = journal;
        this.random = random;
    }

    /**
     * Does it.
     *
     * @param unconfirmed ids of requests by the messageId of their event
     * @return the ids of the events that it touched
     */
    Set<Integer> inflict(Kind kind, Map<String, Integer> unconfirmed) throws IOException {
        List<Path> segments = JournalFiles.segments(journal).stream()
                .filter(file -> file.toFile().length() > 0)
                .sorted(Comparator.comparing(Path::getFileName))
                .toList();
        Path newest = segments.get(segments.size() - 1);
        Path older = segments.get(random.nextInt(Math.max(1, segments.size() - 1)));
        return switch (kind) {
            case BITS_IN_THE_NEWEST -> flip(new RecordMap(newest, unconfirmed));
            case BITS_IN_AN_OLDER -> flip(new RecordMap(older, unconfirmed));
            case ZEROED_PAGES -> zero(segments, unconfirmed);
            case TORN_TAIL -> tear(new RecordMap(newest, unconfirmed));
            case MISSING_SEGMENT -> remove(new RecordMap(older, unconfirmed));
            case FOREIGN_FILES -> addForeign(newest.getParent());
            case BROKEN_POSITION -> breakPosition(newest.getParent());
        };
    }

    private Set<Integer> flip(RecordMap records) throws IOException {
        Set<Integer> touched = new HashSet<>();
        try (RandomAccessFile file = new RandomAccessFile(records.file().toFile(), "rw")) {
            for (int i = 0; i < FLIPS; i++) {
                long at = (long) (random.nextDouble() * file.length());
                file.seek(at);
                int bits = file.read() ^ 1 << random.nextInt(8);
                file.seek(at);
                file.write(bits);
                touched.addAll(records.touchedBy(at, at + 1));
            }
        }
        return touched;
    }

    private Set<Integer> zero(List<Path> segments, Map<String, Integer> unconfirmed) throws IOException {
        Set<Integer> touched = new HashSet<>();
        for (int i = 0; i < FLIPS; i++) {
            RecordMap records = new RecordMap(segments.get(random.nextInt(segments.size())), unconfirmed);
            try (RandomAccessFile file = new RandomAccessFile(records.file().toFile(), "rw")) {
                long page = (long) (random.nextDouble() * file.length()) / PAGE * PAGE;
                int length = (int) Math.min(PAGE, file.length() - page);
                file.seek(page);
                file.write(new byte[length]);
                touched.addAll(records.touchedBy(page, page + length));
            }
        }
        return touched;
    }

    private Set<Integer> tear(RecordMap records) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(records.file().toFile(), "rw")) {
            long end = file.length();
            long at = (long) (end * (0.5 + random.nextDouble() / 2));
            file.setLength(at);
            return records.touchedBy(at, end);
        }
    }

    private static Set<Integer> remove(RecordMap records) throws IOException {
        Files.delete(records.file());
        return records.touchedBy(0, Long.MAX_VALUE);
    }

    private Set<Integer> addForeign(Path directory) throws IOException {
        byte[] noise = new byte[200_000];
        random.nextBytes(noise);
        Files.write(directory.resolve("core.1234"), noise);
        Files.write(directory.resolve("notes.segment"), noise);
        Files.write(directory.resolve("0000000000000000x.segment"), noise);
        Files.createDirectories(directory.resolve("lost+found"));
        Files.write(directory.resolveSibling("README"), noise);
        return Set.of();
    }

    private Set<Integer> breakPosition(Path directory) throws IOException {
        Path position = directory.resolve("position");
        byte[] noise = new byte[(int) Files.size(position)];
        random.nextBytes(noise);
        Files.write(position, noise);
        return Set.of();
    }
}
