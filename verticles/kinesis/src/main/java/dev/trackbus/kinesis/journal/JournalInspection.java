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
 * What is in a process' journal directory, read only: nothing is changed, and no event is kept in memory.
 *
 * @param position       the number before which Kinesis has confirmed all
 * @param segments       the files in the order of their records
 * @param backlogRecords records that are readable and not confirmed
 * @param backlogBytes   the bytes of their keys and events
 * @param deadLetters    events that Kinesis will never take, without their payload
 * @param corruptLetters names of files of dead letters that cannot be read
 * @param quarantined    names and sizes of the files in quarantine
 */
public record JournalInspection(
        long position,
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
     * A file of records.
     *
     * @param name    its name
     * @param bytes   its size
     * @param records how many are readable
     * @param corruptions how many places are not what was written, a torn end included
     */
    public record SegmentSummary(String name, long bytes, long records, long corruptions) {}

    /**
     * Reads all there is; as long as that takes, no process claims the directory.
     *
     * @param directory a process' directory, such as {@code JOURNAL_DIR/instance-1}
     * @return the figures
     * @throws IOException where it can't be read, or a process uses it
     */
    public static JournalInspection of(Path directory) throws IOException {
        return of(directory, (key, payload) -> {});
    }

    /**
     * The same, and shows each event of the backlog: what the next process begins with.
     *
     * @param directory a process' directory, such as {@code JOURNAL_DIR/instance-1}
     * @param backlog   takes partition key and encoded event of each, in the order of the journal
     * @return the figures
     * @throws IOException where it can't be read, or a process uses it
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
        long position = Checkpoint.peek(disk);
        Segments segments = SegmentFinder.find(disk);
        List<SegmentSummary> figures = new ArrayList<>();
        long[] backlog = new long[2];
        Consumer<JournalEntry> unconfirmed = entry -> {
            backlog[0]++;
            backlog[1] += entry.bytes();
            shown.accept(entry.key(), entry.payload());
        };
        for (Segment segment : segments.all()) {
            figures.add(figures(segments, segment, position, unconfirmed));
        }
        for (Segment none : segments.leftOut()) {
            figures.add(new SegmentSummary(none.name(), none.end(), 0, 1));
        }
        List<DeadLetter> letters = new ArrayList<>();
        List<String> corrupt = new DeadLetterFiles(disk)
                .forEach(each -> letters.add(new DeadLetter(each.file(), each.key(), new byte[0], each.why())));
        Map<String, Long> quarantined = segments.quarantine().files();
        return new JournalInspection(position, figures, backlog[0], backlog[1], letters, corrupt, quarantined);
    }

    private static SegmentSummary figures(
            Segments segments, Segment segment, long position, Consumer<JournalEntry> unconfirmed) throws IOException {
        try (Disk.DiskFile file = segments.open(segment)) {
            SegmentReader reader = segments.reader(segment, file);
            SegmentScan scan = SegmentScan.of(reader, segment.end(), (sequence, bytes, from, length) -> {
                JournalEntry entry = JournalEntry.of(sequence, bytes, from, length);
                if (sequence >= position && entry != null) {
                    unconfirmed.accept(entry);
                }
            });
            long corruptions = scan.corruptions() + (scan.torn() ? 1 : 0);
            return new SegmentSummary(segment.name(), segment.end(), scan.records(), corruptions);
        }
    }

    /**
     * All corruption.
     *
     * @return the sum over the segments, and the dead letters that cannot be read; not what is in quarantine
     */
    public long corruptions() {
        return segments.stream().mapToLong(SegmentSummary::corruptions).sum() + corruptLetters.size();
    }
}
