package dev.trackbus.kinesis.journal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the segments of a journal one after the other into the queue of the sender. The keeper's thread only. */
final class BacklogReader {
    private static final Logger LOG = LoggerFactory.getLogger(BacklogReader.class);

    private final Keeper keeper;
    private final Segments segments;
    private final Backlog backlog;
    private final ReadAhead ahead;
    private final LongSupplier written;
    private final long foundBefore;
    private final List<JournalEntry> read = new ArrayList<>();
    private volatile long damages;
    private long earlierDamages;
    private Segment segment;
    private Disk.DiskFile file;
    private SegmentReader reader;

    /**
     * @param written     the number of the next record to be written
     * @param foundBefore the position of an earlier process
     */
    BacklogReader(
            Keeper keeper,
            Segments segments,
            Backlog backlog,
            ReadAhead ahead,
            LongSupplier written,
            long foundBefore) {
        this.keeper = keeper;
        this.segments = segments;
        this.backlog = backlog;
        this.ahead = ahead;
        this.written = written;
        this.foundBefore = foundBefore;
    }

    /** How many records were damaged, or how often the way was lost. Any thread. */
    long damages() {
        return damages;
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

    /** There is nothing to read before that number: numbers that were never written count as given. */
    private boolean reached(long next) {
        if (next > ahead.before()) {
            ahead.add(List.of(), next);
            keeper.tell();
        }
        return false;
    }

    /** Goes on with a segment; one whose file is missing is passed over. */
    private boolean enter(Segment next) throws IOException {
        if (next == null) {
            return false;
        }
        Disk.DiskFile opened = null;
        try {
            opened = segments.open(next);
        } catch (NoSuchFileException e) {
            LOG.error("{} is missing, and its records with it", next.name());
            earlierDamages++;
            backlog.read(next.first(), next.end(), List.of());
        }
        sayWhatIsNotThere(next);
        leave();
        segment = next;
        file = opened;
        reader = opened == null ? null : segments.reader(next, opened);
        return true;
    }

    private void sayWhatIsNotThere(Segment next) {
        if (segment == null && next.first() > foundBefore) {
            earlierDamages += segments.leftOut().isEmpty() ? 1 : 0;
            LOG.error(
                    "records {} to {} are not there: a file is missing or corrupt, or the position was damaged",
                    foundBefore,
                    next.first() - 1);
        } else if (reader != null && next.first() > reader.sequence()) {
            LOG.error(
                    "records {} to {} are not there: a file is missing, or a write had failed",
                    reader.sequence(),
                    next.first() - 1);
        }
    }

    /** Closes the current segment if it lies wholly before a number: as long as it is open, it uses space on the disk. */
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

    /** Closes the current segment. A record of which only a part is there counts as damaged where no more can follow. */
    void leave() throws IOException {
        if (file != null) {
            boolean whole = segment.isSealed() && reader.at() >= segment.end();
            long here = reader.damages() + (whole && reader.hasRest() ? 1 : 0);
            if (here > 0) {
                LOG.error("{} has {} damaged places in all", segment.name(), here);
            }
            if (whole) {
                segment.read(reader.damages() > 0);
            }
            earlierDamages += here;
            file.close();
            file = null;
        }
        damages = earlierDamages;
    }

    private void readBlock(long end) throws IOException {
        long at = reader.at();
        long known = reader.damages();
        reader.readBlock(end, this::take);
        if (known == 0 && reader.damages() > 0) {
            LOG.error("{} is damaged before byte {}; what is readable is delivered", segment.name(), reader.at());
        }
        damages = earlierDamages + reader.damages();
        backlog.read(reader.sequence(), reader.at() - at, read);
        if (reader.sequence() <= keeper.confirmedBefore()) {
            backlog.confirm(keeper.confirmedBefore());
        }
        ahead.add(read, reader.sequence());
        read.clear();
        keeper.tell();
    }

    private void take(long sequence, byte[] bytes, int from, int length) {
        JournalEntry entry = JournalEntry.of(sequence, bytes, from, length);
        if (entry != null && sequence >= keeper.confirmedBefore()) {
            read.add(entry);
        }
    }
}
