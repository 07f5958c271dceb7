package dev.trackbus.kinesis.journal;

import dev.trackbus.kinesis.buffer.EventBuffer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The one thread that reads records ahead of the sender, puts down the position, and then removes the segments that lie
 * before it. Reading may wait for a disk, removing too; neither may keep the writer or an event loop waiting.
 */
final class JournalMaintenance implements Runnable {
    static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long MOST_UNFORCED = 10_000;
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Segments segments;
    private final Checkpoint position;
    private final Backlog backlog;
    private final boolean forced;
    private final long idle;
    private final ReadAhead ahead;
    private final Thread thread = new Thread(this, "journal-keeper");
    private volatile long confirmedBefore;
    private volatile long durableBefore;
    private volatile boolean closing;
    volatile boolean called;
    volatile boolean asleep;
    private final FaultState reading = new FaultState("journal can't be read");
    private final FaultState checkpointing = new FaultState("journal's position can't be put down");
    private volatile Runnable readable = () -> {};
    private final BacklogReader reader;
    private long forcedBefore;

    /** A piece of the maintenance's work; says whether there is more at hand. */
    @FunctionalInterface
    private interface Work {
        boolean run() throws IOException;
    }

    /** Where forced, a loss of power, too, may repeat only a little; idle: how many nanoseconds it sleeps at most. */
    JournalMaintenance(
            Segments segments, Checkpoint position, LongSupplier written, Backlog backlog, boolean forced, long idle) {
        this.forced = forced;
        this.idle = idle;
        this.segments = segments;
        this.position = position;
        this.backlog = backlog;
        this.confirmedBefore = segments.firstFrom(position.confirmedBefore());
        this.durableBefore = confirmedBefore;
        this.forcedBefore = confirmedBefore;
        this.ahead = new ReadAhead(confirmedBefore);
        this.reader = new BacklogReader(this, segments, backlog, ahead, written, position.confirmedBefore());
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

    /** How many records were corrupt, or how often the way was lost. Any thread. */
    long corruptions() {
        return reader.corruptions();
    }

    /** Why reading, or putting the position down, fails; empty where it does not. Any thread. */
    String fault() {
        return reading.why().isEmpty() ? checkpointing.why() : reading.why();
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
            boolean more = attempt(reader::readOn, reading);
            attempt(this::checkpoint, checkpointing);
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

    private boolean checkpoint() throws IOException {
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
            reader.leaveBefore(before);
            segments.removeBefore(before);
            if (forced) {
                segments.forceNames();
            }
        }
        return false;
    }

    /** Puts the position down a last time and ends the thread. */
    void close() throws IOException, InterruptedException {
        closing = true;
        wake();
        thread.join();
        try {
            reader.leave();
            checkpoint();
            position.force();
        } finally {
            position.close();
        }
    }
}
