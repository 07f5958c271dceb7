package dev.trackbus.kinesis.journal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reader that tails the journal: reads its segments one after the other into the {@link ReadAhead} queue. The
 * maintenance
 * thread only.
 */
final class BacklogReader {
    private static final Logger LOG = LoggerFactory.getLogger(BacklogReader.class);

    private final Segments segments;
    private final Backlog backlog;
    private final ReadAhead ahead;
    private final LongSupplier written;
    private final Checkpointer checkpointer;
    private final Runnable readable;
    private final List<JournalEntry> read = new ArrayList<>();
    private volatile long corruptions;
    private long earlierCorruptions;
    private Segment segment;
    private Disk.DiskFile file;
    private SegmentReader reader;

    /**
     * @param written  sequence number of the next record to be written
     * @param readable hears when there is more to read from the queue
     */
    BacklogReader(
            Segments segments,
            Backlog backlog,
            ReadAhead ahead,
            Checkpointer checkpointer,
            LongSupplier written,
            Runnable readable) {
        this.segments = segments;
        this.backlog = backlog;
        this.ahead = ahead;
        this.checkpointer = checkpointer;
        this.written = written;
        this.readable = readable;
    }

    /**
     * Returns the number of corrupt records, and of places where reading had to continue at another block. Any thread.
     */
    long corruptions() {
        return corruptions;
    }

    /** Reads the next block, or opens the next segment; returns whether there may be more. */
    boolean readOn() throws IOException {
        long next = written.getAsLong();
        if (!ahead.hasRoom()) {
            return false;
        }
        if (segment == null) {
            return enter(segments.from(ahead.before())) || reached(next);
        }
        boolean sealed = segment.isSealed();
        long end = segment.end();
        if (reader != null && reader.at() < end) {
            readBlock(end);
            return true;
        }
        Segment following = segments.after(segment.first());
        return following == null ? reached(next) : sealed && enter(following);
    }

    /** Counts sequence numbers that were never written as given, where there is nothing to read before one. */
    private boolean reached(long next) {
        if (next > ahead.before()) {
            ahead.add(List.of(), next);
            readable.run();
        }
        return false;
    }

    /** Continues with a segment; skips one whose file is missing. */
    private boolean enter(Segment next) throws IOException {
        if (next == null) {
            return false;
        }
        Disk.DiskFile opened = null;
        try {
            opened = segments.open(next);
        } catch (NoSuchFileException e) {
            LOG.error("Segment {} is missing; its records are lost", next.name());
            earlierCorruptions++;
            backlog.read(next.first(), next.end(), List.of());
        }
        logMissing(next);
        leave();
        segment = next;
        file = opened;
        reader = opened == null ? null : segments.reader(next, opened);
        return true;
    }

    private void logMissing(Segment next) {
        if (segment == null && next.first() > checkpointer.foundBefore()) {
            earlierCorruptions += segments.leftOut().isEmpty() ? 1 : 0;
            LOG.error(
                    "Records {} to {} are missing: a file is missing or corrupt, or the checkpoint was corrupt",
                    checkpointer.foundBefore(),
                    next.first() - 1);
        } else if (reader != null && next.first() > reader.sequence()) {
            LOG.error(
                    "Records {} to {} are missing: a file is missing, or a write failed",
                    reader.sequence(),
                    next.first() - 1);
        }
    }

    /**
     * Closes the current segment where it lies wholly before a sequence number: an open file uses space on the disk.
     */
    void leaveBefore(long confirmed) throws IOException {
        if (file == null || !segments.isBefore(segment, confirmed)) {
            return;
        }
        if (reader.at() < segment.end()) {
            backlog.read(confirmed, segment.end() - reader.at(), List.of());
            backlog.confirm(confirmed);
        }
        leave();
        reader = null;
    }

    /** Closes the current segment. A partial record counts as corrupt where no more can follow. */
    void leave() throws IOException {
        if (file != null) {
            boolean whole = segment.isSealed() && reader.at() >= segment.end();
            long here = reader.corruptions() + (whole && reader.hasRest() ? 1 : 0);
            if (here > 0) {
                LOG.error("Segment {} has {} corrupt places in total", segment.name(), here);
            }
            if (whole) {
                segment.read(reader.corruptions() > 0);
            }
            earlierCorruptions += here;
            file.close();
            file = null;
        }
        corruptions = earlierCorruptions;
    }

    private void readBlock(long end) throws IOException {
        long at = reader.at();
        long known = reader.corruptions();
        reader.readBlock(end, this::take);
        if (known == 0 && reader.corruptions() > 0) {
            LOG.error(
                    "Segment {} is corrupt before byte {}; readable records are delivered",
                    segment.name(),
                    reader.at());
        }
        corruptions = earlierCorruptions + reader.corruptions();
        backlog.read(reader.sequence(), reader.at() - at, read);
        if (reader.sequence() <= checkpointer.confirmedBefore()) {
            backlog.confirm(checkpointer.confirmedBefore());
        }
        ahead.add(read, reader.sequence());
        read.clear();
        readable.run();
    }

    private void take(long sequence, byte[] bytes, int from, int length) {
        JournalEntry entry = JournalEntry.of(sequence, bytes, from, length);
        if (entry != null && sequence >= checkpointer.confirmedBefore()) {
            read.add(entry);
        }
    }
}
