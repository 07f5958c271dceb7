package dev.trackbus.kinesis.journal;

import dev.trackbus.kinesis.buffer.EventBuffer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Maintenance thread of a journal: reads records ahead of delivery ({@link BacklogReader}), writes the checkpoint
 * ({@link Checkpointer}) and removes confirmed segments ({@link SegmentRemover}). It may wait for the disk; the journal's
 * writer and the event loop do not wait for it.
 */
final class JournalMaintenance implements Runnable {
    static final long MAX_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Segments segments;
    private final Backlog backlog;
    private final boolean forced;
    private final WakeSignal signal;
    private final ReadAhead ahead;
    private final BacklogReader reader;
    private final Checkpointer checkpointer;
    private final SegmentRemover remover;
    private final FaultState reading = new FaultState("journal cannot be read");
    private final FaultState checkpointing = new FaultState("journal checkpoint cannot be written");
    private final Thread thread = new Thread(this, "journal-maintenance");
    private volatile Runnable readable = () -> {};
    private volatile boolean closing;

    /** Piece of work that returns whether there is more to do. */
    @FunctionalInterface
    private interface Work {
        boolean run() throws IOException;
    }

    /**
     * @param checkpoint checkpoint on disk; closed with this object
     * @param written    sequence number of the next record to be written
     * @param forced     whether appends are forced to the disk
     * @param signal     wakes the thread
     */
    JournalMaintenance(
            Segments segments,
            Checkpoint checkpoint,
            LongSupplier written,
            Backlog backlog,
            boolean forced,
            WakeSignal signal) {
        this.segments = segments;
        this.backlog = backlog;
        this.forced = forced;
        this.signal = signal;
        this.checkpointer = new Checkpointer(checkpoint, segments.firstFrom(checkpoint.confirmedBefore()), forced);
        this.ahead = new ReadAhead(checkpointer.confirmedBefore());
        this.reader = new BacklogReader(segments, backlog, ahead, checkpointer, written, this::notifyReader);
        this.remover = new SegmentRemover(segments);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Sets the listener that hears of records to read and of a new checkpoint, and calls it once. Any thread. */
    void onReadable(Runnable listener) {
        readable = listener;
        listener.run();
    }

    /** Calls the listener. Any thread. */
    void notifyReader() {
        readable.run();
    }

    /** Reports that there may be work. Any thread. */
    void wake() {
        signal.raise();
    }

    /** Returns the number of corrupt places in what was read. Any thread. */
    long corruptions() {
        return reader.corruptions();
    }

    /** Returns why reading or writing the checkpoint fails; empty where it does not. Any thread. */
    String fault() {
        return reading.why().isEmpty() ? checkpointing.why() : reading.why();
    }

    /** Returns the checkpoint that is on disk. Any thread. */
    long durableBefore() {
        return checkpointer.durableBefore();
    }

    /** Returns the bytes that were read and not yet taken. Any thread. */
    long aheadBytes() {
        return ahead.bytes();
    }

    /** Returns the sequence number before which all records are confirmed. Any thread. */
    long confirmedBefore() {
        return checkpointer.confirmedBefore();
    }

    /** Gives what was read ahead and returns the sequence number before which all was given. The owner's thread. */
    long give(EventBuffer.Sink sink) {
        long before = ahead.give(sink);
        if (ahead.isHalfEmpty()) {
            wake();
        }
        return before;
    }

    /** Confirms all records before a sequence number. The owner's thread. */
    void confirm(long before) {
        if (checkpointer.confirm(before)) {
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
                signal.sleep();
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
        long before = checkpointer.confirmedBefore();
        if (checkpointer.write(before)) {
            notifyReader();
        }
        if (segments.hasBefore(before)) {
            removeBefore(before);
        }
        return false;
    }

    /** Removes segments. First it forces what replaces them: copies of their records, and the checkpoint. */
    private void removeBefore(long before) throws IOException {
        segments.forceFrom(before);
        checkpointer.force(before);
        reader.leaveBefore(before);
        remover.removeBefore(before);
        if (forced) {
            segments.forceNames();
        }
    }

    /** Ends the thread and writes a last checkpoint. Blocks. */
    void close() throws IOException, InterruptedException {
        closing = true;
        wake();
        thread.join();
        try {
            reader.leave();
            checkpoint();
            checkpointer.force(checkpointer.confirmedBefore());
        } finally {
            checkpointer.close();
        }
    }
}
