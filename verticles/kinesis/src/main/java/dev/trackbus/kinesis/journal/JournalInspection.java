package dev.trackbus.kinesis.journal;

import dev.trackbus.kinesis.buffer.DeadLetter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Content of a process' journal directory. Reading it changes nothing and keeps no event in memory.
 *
 * @param checkpoint       checkpoint: the sequence number before which Kinesis has confirmed all records
 * @param segments       files in the order of their records
 * @param backlogRecords readable records that are not confirmed
 * @param backlogBytes   bytes of their keys and events
 * @param deadLetters    events that Kinesis calls invalid, without their payload
 * @param corruptLetters names of corrupt dead letter files
 * @param quarantined    names and sizes of quarantined files
 */
public record JournalInspection(
        long checkpoint,
        List<SegmentSummary> segments,
        long backlogRecords,
        long backlogBytes,
        List<DeadLetter> deadLetters,
        List<String> corruptLetters,
        Map<String, Long> quarantined) {
    /** The lists may not be changed. */
    public JournalInspection {
        segments = List.copyOf(segments);
        deadLetters = List.copyOf(deadLetters);
        corruptLetters = List.copyOf(corruptLetters);
        quarantined = Collections.unmodifiableMap(new TreeMap<>(quarantined));
    }

    /**
     * Summary of a segment.
     *
     * @param name        name of the file
     * @param bytes       size of the file
     * @param records     number of readable records
     * @param corruptions number of corrupt places, a torn end included
     */
    public record SegmentSummary(String name, long bytes, long records, long corruptions) {}

    /**
     * Reads a directory. No process can claim it meanwhile. Blocks.
     *
     * @param directory a process' directory, such as {@code JOURNAL_DIR/instance-1}
     * @return its content
     * @throws IOException where it cannot be read, or a process uses it
     */
    public static JournalInspection of(Path directory) throws IOException {
        return of(directory, (key, payload) -> {});
    }

    /**
     * Reads a directory and shows each event of the backlog, from which the next process continues. Blocks.
     *
     * @param directory a process' directory, such as {@code JOURNAL_DIR/instance-1}
     * @param backlog   takes partition key and encoded event of each, in the order of the journal
     * @return its content
     * @throws IOException where it cannot be read, or a process uses it
     */
    public static JournalInspection of(Path directory, BiConsumer<String, byte[]> backlog) throws IOException {
        Closeable unclaimed = JournalDirectory.keepUnclaimed(directory);
        try {
            return of(new FileDisk(directory), backlog);
        } finally {
            unclaimed.close();
        }
    }

    static JournalInspection of(Disk disk) throws IOException {
        return of(disk, (key, payload) -> {});
    }

    private static JournalInspection of(Disk disk, BiConsumer<String, byte[]> shown) throws IOException {
        long checkpoint = Checkpoint.peek(disk);
        Segments segments = SegmentFinder.find(disk);
        List<SegmentSummary> summary = new ArrayList<>();
        long[] backlog = new long[2];
        Consumer<JournalEntry> unconfirmed = entry -> {
            backlog[0]++;
            backlog[1] += entry.bytes();
            shown.accept(entry.key(), entry.payload());
        };
        for (Segment segment : segments.all()) {
            summary.add(summary(segments, segment, checkpoint, unconfirmed));
        }
        for (Segment none : segments.leftOut()) {
            summary.add(new SegmentSummary(none.name(), none.end(), 0, 1));
        }
        List<DeadLetter> letters = new ArrayList<>();
        List<String> corrupt = new DeadLetterFiles(disk)
                .forEach(each -> letters.add(new DeadLetter(each.file(), each.key(), new byte[0], each.why())));
        Map<String, Long> quarantined = segments.quarantine().files();
        return new JournalInspection(checkpoint, summary, backlog[0], backlog[1], letters, corrupt, quarantined);
    }

    private static SegmentSummary summary(
            Segments segments, Segment segment, long checkpoint, Consumer<JournalEntry> unconfirmed)
            throws IOException {
        try (Disk.DiskFile file = segments.open(segment)) {
            SegmentReader reader = segments.reader(segment, file);
            SegmentScan scan = SegmentScan.of(reader, segment.end(), (sequence, bytes, from, length) -> {
                JournalEntry entry = JournalEntry.of(sequence, bytes, from, length);
                if (sequence >= checkpoint && entry != null) {
                    unconfirmed.accept(entry);
                }
            });
            long corruptions = scan.corruptions() + (scan.torn() ? 1 : 0);
            return new SegmentSummary(segment.name(), segment.end(), scan.records(), corruptions);
        }
    }

    /**
     * Returns the number of corrupt places.
     *
     * @return sum over the segments and the corrupt dead letters; quarantined files do not count
     */
    public long corruptions() {
        return segments.stream().mapToLong(SegmentSummary::corruptions).sum() + corruptLetters.size();
    }
}
