package dev.trackbus.kinesis.journal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that hold records, by the number of their first one. The writer adds at the end, the keeper removes at the
 * beginning; any thread may look.
 */
final class Segments {
    private static final Logger LOG = LoggerFactory.getLogger(Segments.class);

    private final Disk disk;
    private final ConcurrentSkipListMap<Long, Segment> byFirst = new ConcurrentSkipListMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final List<Segment> leftOut = new ArrayList<>();

    private Segments(Disk disk) {
        this.disk = disk;
    }

    /** Finds what an earlier process left. */
    static Segments find(Disk disk) throws IOException {
        Map<Long, String> names = new TreeMap<>();
        disk.list().forEach(name -> Segment.firstOf(name).ifPresent(first -> names.put(first, name)));
        Segments segments = new Segments(disk);
        for (Map.Entry<Long, String> each : names.entrySet()) {
            Segment segment = new Segment(each.getKey());
            try (Disk.DiskFile file = disk.open(each.getValue())) {
                segment.grow(file.size());
                segment.seal();
                segments.addOrLeaveOut(segment, file);
            }
        }
        return segments;
    }

    private void addOrLeaveOut(Segment segment, Disk.DiskFile file) throws IOException {
        if (isSegment(segment, file)) {
            add(segment);
        } else {
            LOG.error("{} has a segment's name and no readable block; it is left where it is", segment.name());
            leftOut.add(segment);
        }
    }

    /** One that can't be read now may be one. */
    private static boolean isSegment(Segment segment, Disk.DiskFile file) throws UnknownFormatException {
        try {
            return SegmentReader.isSegment(file, segment.first());
        } catch (UnknownFormatException e) {
            throw e;
        } catch (IOException e) {
            LOG.error("{} can't be read", segment.name(), e);
            return true;
        }
    }

    /** Files that were found with a segment's name and are none. */
    List<Segment> leftOut() {
        return List.copyOf(leftOut);
    }

    /** A number behind all that have been used; reads the newest file to its end to learn it. */
    long behind() {
        if (byFirst.isEmpty()) {
            return 0;
        }
        Segment newest = byFirst.lastEntry().getValue();
        try (Disk.DiskFile file = open(newest)) {
            SegmentReader reader = new SegmentReader(file, newest.first(), Long.MAX_VALUE);
            boolean more = true;
            while (more) {
                more = reader.readBlock(newest.end(), (sequence, bytes, from, length) -> {});
            }
            return Math.max(newest.first() + 1, reader.sequenceBehind());
        } catch (IOException e) {
            LOG.error("{} can't be read; going on behind all numbers that it can have", newest.name(), e);
            return newest.first() + newest.end() + 1;
        }
    }

    private void add(Segment segment) {
        byFirst.put(segment.first(), segment);
        bytes.addAndGet(segment.end());
    }

    /** Makes the file for the records from that number on; throws where no process would find it by its name. */
    Disk.DiskFile create(Segment segment) throws IOException {
        if (Segment.firstOf(segment.name()).isEmpty()) {
            throw new IOException("no record can have the number " + segment.first());
        }
        Disk.DiskFile file = disk.create(segment.name());
        try {
            file.truncate(0);
            disk.forceNames();
        } catch (IOException e) {
            file.close();
            throw e;
        }
        add(segment);
        return file;
    }

    /** Removes a file that holds nothing; a file that stays does no harm. */
    void discard(Segment empty) {
        try {
            disk.delete(empty.name());
            byFirst.remove(empty.first());
        } catch (IOException e) {
            LOG.debug("{} stays", empty.name(), e);
        }
    }

    void grow(Segment segment, long to) {
        bytes.addAndGet(to - segment.end());
        segment.grow(to);
    }

    /** The bytes of all files. */
    long bytes() {
        return bytes.get();
    }

    /** The bytes of the files that don't lie wholly before that number. */
    long bytesFrom(long sequence) {
        return byFirst.values().stream()
                .filter(segment -> !isBefore(segment, sequence))
                .mapToLong(Segment::end)
                .sum();
    }

    /** The number of the oldest record, or that number where it is higher, or where there is none. */
    long firstFrom(long sequence) {
        return byFirst.isEmpty() ? sequence : Math.max(sequence, byFirst.firstKey());
    }

    List<Segment> all() {
        return List.copyOf(byFirst.values());
    }

    /** The file with the first record that is not before that number; null where nothing has been written yet. */
    Segment from(long sequence) {
        Map.Entry<Long, Segment> entry = byFirst.floorEntry(sequence);
        return entry == null ? after(sequence) : entry.getValue();
    }

    /** The file behind the one that begins with that number; null where there is none. */
    Segment after(long first) {
        Map.Entry<Long, Segment> entry = byFirst.higherEntry(first);
        return entry == null ? null : entry.getValue();
    }

    /** Whether a file lies wholly before that number. */
    boolean hasBefore(long sequence) {
        Map.Entry<Long, Segment> oldest = byFirst.firstEntry();
        return oldest != null && isBefore(oldest.getValue(), sequence);
    }

    private boolean isBefore(Segment segment, long sequence) {
        Segment next = after(segment.first());
        return segment.isSealed() && next != null && next.first() <= sequence;
    }

    /**
     * Makes what stands from that number on outlast a loss of power: it may be the only copy of what lies before, appended
     * again. What was sealed and forced once is not forced again.
     */
    void forceFrom(long sequence) throws IOException {
        for (Segment segment : byFirst.values()) {
            if (!isBefore(segment, sequence) && !segment.isForced()) {
                boolean sealed = segment.isSealed();
                try (Disk.DiskFile file = open(segment)) {
                    file.force();
                    segment.forced(sealed);
                } catch (NoSuchFileException e) {
                    LOG.debug("{} is missing", segment.name(), e);
                }
            }
        }
    }

    /** Removes the files that lie wholly before that number, which must stand on disk as the position. */
    void deleteBefore(long sequence) throws IOException {
        for (Segment segment : byFirst.values()) {
            if (!isBefore(segment, sequence)) {
                return;
            }
            disk.delete(segment.name());
            byFirst.remove(segment.first());
            bytes.addAndGet(-segment.end());
        }
    }

    Disk.DiskFile open(Segment segment) throws IOException {
        return disk.open(segment.name());
    }

    /** A reader of a segment's file from its beginning on. */
    SegmentReader reader(Segment segment, Disk.DiskFile file) {
        Segment following = after(segment.first());
        return new SegmentReader(file, segment.first(), following == null ? Long.MAX_VALUE : following.first());
    }
}
