package dev.trackbus.kinesis.journal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Segments of a journal by the sequence number of their first record. The writer adds at the end, maintenance removes
 * at the
 * beginning; any thread may read.
 */
final class Segments {
    private static final Logger LOG = LoggerFactory.getLogger(Segments.class);
    private static final String NO_BLOCK = "it has a segment's name and no readable block";

    private final Disk disk;
    private final Quarantine quarantine;
    private final ConcurrentSkipListMap<Long, Segment> byFirst = new ConcurrentSkipListMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final List<Segment> leftOut = new ArrayList<>();

    Segments(Disk disk) throws IOException {
        this.disk = disk;
        this.quarantine = new Quarantine(disk);
    }

    /** Adds a segment that was found or created. */
    void add(Segment segment) {
        byFirst.put(segment.first(), segment);
        bytes.addAndGet(segment.end());
    }

    /** Remembers a file that has a segment's name and is none. */
    void leaveOut(Segment segment) {
        leftOut.add(segment);
    }

    /**
     * Prepares a directory for writing: quarantines files with a segment's name and no readable block, and removes
     * empty ones. A process
     * leaves an empty one where it ends between creating a file and writing to it.
     */
    Quarantine clean(Checkpoint checkpoint) throws IOException {
        if (checkpoint.isCorrupt()) {
            quarantine.count();
        }
        leftOut.forEach(segment -> quarantine.keep(segment.name(), NO_BLOCK));
        for (String name : disk.list()) {
            if (Segment.firstOf(name).isPresent() && size(name) == 0) {
                discard(name);
            }
        }
        return quarantine;
    }

    private long size(String name) throws IOException {
        try (Disk.DiskFile file = disk.open(name)) {
            return file.size();
        }
    }

    Quarantine quarantine() {
        return quarantine;
    }

    /** Returns files that have a segment's name and are none. */
    List<Segment> leftOut() {
        return List.copyOf(leftOut);
    }

    /** Returns the newest segment; null where there is none. */
    Segment newest() {
        return byFirst.isEmpty() ? null : byFirst.lastEntry().getValue();
    }

    /** Creates the file of a segment; throws where no process would find it by its name. */
    Disk.DiskFile create(Segment segment) throws IOException {
        if (Segment.firstOf(segment.name()).isEmpty()) {
            throw new IOException("no record can have the sequence number " + segment.first());
        }
        Disk.DiskFile file = createFree(segment.name());
        try {
            disk.forceNames();
        } catch (IOException e) {
            file.close();
            throw e;
        }
        add(segment);
        return file;
    }

    /** Creates a file, never over another: an existing one is quarantined, unless it is empty. */
    private Disk.DiskFile createFree(String name) throws IOException {
        try {
            return disk.createNew(name);
        } catch (FileAlreadyExistsException e) {
            LOG.debug("{} exists", name, e);
            if (size(name) == 0) {
                disk.delete(name);
            } else {
                quarantine.keep(name, "it has the name of the next segment");
            }
            return disk.createNew(name);
        }
    }

    /** Removes an empty file; logs a failure. */
    void discard(Segment empty) {
        if (discard(empty.name())) {
            byFirst.remove(empty.first());
        }
    }

    private boolean discard(String empty) {
        try {
            disk.delete(empty);
            return true;
        } catch (IOException e) {
            LOG.debug("Cannot remove {}", empty, e);
            return false;
        }
    }

    void grow(Segment segment, long to) {
        bytes.addAndGet(to - segment.end());
        segment.grow(to);
    }

    /** Returns the bytes of all files. */
    long bytes() {
        return bytes.get();
    }

    /** Returns the bytes of the files that do not lie wholly before a sequence number. */
    long bytesFrom(long sequence) {
        return byFirst.values().stream()
                .filter(segment -> !isBefore(segment, sequence))
                .mapToLong(Segment::end)
                .sum();
    }

    /** Returns the sequence number of the oldest record, or the given one where it is higher or there is no record. */
    long firstFrom(long sequence) {
        return byFirst.isEmpty() ? sequence : Math.max(sequence, byFirst.firstKey());
    }

    List<Segment> all() {
        return List.copyOf(byFirst.values());
    }

    /** Returns the segment with the first record that is not before a sequence number; null where there is none. */
    Segment from(long sequence) {
        Map.Entry<Long, Segment> entry = byFirst.floorEntry(sequence);
        return entry == null || isBefore(entry.getValue(), sequence) ? after(sequence) : entry.getValue();
    }

    /** Returns the segment behind the one that begins with a sequence number; null where there is none. */
    Segment after(long first) {
        Map.Entry<Long, Segment> entry = byFirst.higherEntry(first);
        return entry == null ? null : entry.getValue();
    }

    /** Returns whether a segment lies wholly before a sequence number. */
    boolean hasBefore(long sequence) {
        return oldestBefore(sequence) != null;
    }

    /** Returns the oldest segment where it lies wholly before a sequence number, else null. */
    Segment oldestBefore(long sequence) {
        Map.Entry<Long, Segment> oldest = byFirst.firstEntry();
        return oldest != null && isBefore(oldest.getValue(), sequence) ? oldest.getValue() : null;
    }

    /** Returns whether a segment is sealed and all its records have lower sequence numbers. */
    boolean isBefore(Segment segment, long sequence) {
        Segment next = after(segment.first());
        return segment.isSealed() && (segment.behind() <= sequence || next != null && next.first() <= sequence);
    }

    /**
     * Makes records from a sequence number on survive a loss of power: they may be the only copies of earlier ones,
     * appended again.
     * Does not force again what was sealed and forced once.
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

    /** Deletes the file of a segment. */
    void delete(Segment segment) throws IOException {
        disk.delete(segment.name());
    }

    /** Forgets a segment whose file was removed. */
    void forget(Segment segment) {
        byFirst.remove(segment.first());
        bytes.addAndGet(-segment.end());
    }

    /** Makes created, renamed and removed files survive a loss of power. */
    void forceNames() throws IOException {
        disk.forceNames();
    }

    Disk.DiskFile open(Segment segment) throws IOException {
        return disk.open(segment.name());
    }

    /** Returns a reader that begins at the start of a segment. */
    SegmentReader reader(Segment segment, Disk.DiskFile file) {
        Segment following = after(segment.first());
        return new SegmentReader(file, segment.first(), following == null ? Long.MAX_VALUE : following.first());
    }
}
