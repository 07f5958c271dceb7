package dev.trackbus.kinesis.journal;

import dev.trackbus.kinesis.buffer.EventBuffer;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that reads records ahead of the sender, puts down the position, and then removes the segments that lie
 * before it. Reading may wait for a disk, removing too; neither may keep the writer or an event loop waiting.
 */
final class Keeper implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long MOST_UNFORCED = 10_000;
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Segments segments;
    private final Position position;
    private final LongSupplier written;
    private final Backlog backlog;
    private final boolean forced;
    private final long idle;
    private final ReadAhead ahead;
    private final List<JournalEntry> read = new ArrayList<>();
    private final Thread thread = new Thread(this, "journal-keeper");
    private volatile long confirmedBefore;
    private volatile long durableBefore;
    private volatile long damages;
    private volatile boolean closing;
    volatile boolean called;
    volatile boolean asleep;
    private final FaultState reading = new FaultState("journal can't be read");
    private final FaultState puttingDown = new FaultState("journal's position can't be put down");
    private volatile Runnable readable = () -> {};
    private Segment segment;
    private Disk.DiskFile file;
    private SegmentReader reader;
    private long earlierDamages;
    private long forcedBefore;
    private final long foundBefore;

    /** A piece of the keeper's work; says whether there is more at hand. */
    @FunctionalInterface
    private interface Work {
        boolean run() throws IOException;
    }

    /** Where forced, a loss of power, too, may repeat only a little; idle: how many nanoseconds it sleeps at most. */
    Keeper(Segments segments, Position position, LongSupplier written, Backlog backlog, boolean forced, long idle) {
        this.forced = forced;
        this.idle = idle;
        this.segments = segments;
        this.position = position;
        this.written = written;
        this.backlog = backlog;
        this.foundBefore = position.confirmedBefore();
        this.confirmedBefore = segments.firstFrom(position.confirmedBefore());
        this.durableBefore = confirmedBefore;
        this.forcedBefore = confirmedBefore;
        this.ahead = new ReadAhead(confirmedBefore);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void onReadable(Runnable listener) {
        readable = listener;
        listener.run();
    }

    void tell() {
        readable.run();
    }

    void wake() {
        called = true;
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    /** Lets work gather first, so that one look serves many writes; then sleeps until there is some. */
    private void rest() {
        LockSupport.parkNanos(this, GATHER_NANOS);
        asleep = true;
        if (!called && !closing) {
            LockSupport.parkNanos(this, idle);
        }
        asleep = false;
        called = false;
    }

    /** How many records were damaged, or how often the way was lost. Any thread. */
    long damages() {
        return damages;
    }

    /** Why reading, or putting the position down, fails; empty where it does not. Any thread. */
    String fault() {
        return reading.why().isEmpty() ? puttingDown.why() : reading.why();
    }

    /** The position that has been put down. Any thread. */
    long durableBefore() {
        return durableBefore;
    }

    long aheadBytes() {
        return ahead.bytes();
    }

    long confirmedBefore() {
        return confirmedBefore;
    }

    /** Gives what has been read ahead; says before which number everything has been given. The owner's thread. */
    long give(EventBuffer.Sink sink) {
        long before = ahead.give(sink);
        if (ahead.isHalfEmpty()) {
            wake();
        }
        return before;
    }

    void confirm(long before) {
        if (before > confirmedBefore) {
            confirmedBefore = before;
            backlog.confirm(before);
            wake();
        }
    }

    @Override
    public void run() {
        while (!closing) {
            boolean more = attempt(this::readOn, reading);
            attempt(this::putDown, puttingDown);
            if (!more && !closing) {
                rest();
            }
        }
    }

    private static boolean attempt(Work work, FaultState fault) {
        try {
            boolean more = work.run();
            fault.over();
            return more;
        } catch (IOException | RuntimeException e) {
            fault.failed(e);
            return false;
        }
    }

    private boolean putDown() throws IOException {
        long before = confirmedBefore;
        if (before > durableBefore || before > position.confirmedBefore()) {
            position.write(before);
            if (forced && before - forcedBefore > MOST_UNFORCED) {
                position.force();
                forcedBefore = before;
            }
            durableBefore = before;
            readable.run();
        }
        if (segments.hasBefore(before)) {
            segments.forceFrom(before);
            position.force();
            forcedBefore = before;
            segments.deleteBefore(before);
        }
        return false;
    }

    private boolean readOn() throws IOException {
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
            readable.run();
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
        leave(true);
        segment = next;
        file = opened;
        reader = opened == null ? null : segments.reader(next, opened);
        return true;
    }

    private void sayWhatIsNotThere(Segment next) {
        if (segment == null && next.first() > foundBefore) {
            earlierDamages++;
            LOG.error(
                    "records {} to {} are not there: a file is missing, or the position was damaged",
                    foundBefore,
                    next.first() - 1);
        } else if (reader != null && next.first() > reader.sequence()) {
            LOG.error(
                    "records {} to {} are not there: a file is missing, or a write had failed",
                    reader.sequence(),
                    next.first() - 1);
        }
    }

    /** A record of which only a part is there counts as damaged where no more can follow. */
    private void leave(boolean atItsEnd) throws IOException {
        if (file != null) {
            long here = reader.damages() + (atItsEnd && reader.hasRest() ? 1 : 0);
            if (here > 0) {
                LOG.error("{} has {} damaged places in all", segment.name(), here);
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
        if (reader.sequence() <= confirmedBefore) {
            backlog.confirm(confirmedBefore);
        }
        ahead.add(read, reader.sequence());
        read.clear();
        readable.run();
    }

    private void take(long sequence, byte[] bytes, int from, int length) {
        JournalEntry entry = JournalEntry.of(sequence, bytes, from, length);
        if (entry != null && sequence >= confirmedBefore) {
            read.add(entry);
        }
    }

    /** Puts the position down a last time and ends the thread. */
    void close() throws IOException, InterruptedException {
        closing = true;
        wake();
        thread.join();
        try {
            leave(false);
            putDown();
            position.force();
        } finally {
            position.close();
        }
    }
}
