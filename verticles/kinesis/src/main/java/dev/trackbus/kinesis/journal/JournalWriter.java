package dev.trackbus.kinesis.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writer thread of a journal: takes batches from the {@link WriteBuffer}, writes and, where configured, forces them,
 * then has
 * their callbacks called. A batch that cannot be written is cut off again and refused as a whole. Where cutting or a
 * force
 * fails, a new segment begins, and the sequence numbers of the batch are not used again.
 */
final class JournalWriter implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
    private static final int OUT_BYTES = 256 << 10;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final WriteBuffer writeBuffer;
    private final Segments segments;
    private final JournalConfig config;
    private final Executor owner;
    private final LongConsumer grown;
    private final FaultState fault = new FaultState("journal cannot be written");
    private final ByteBuffer out = ByteBuffer.allocateDirect(OUT_BYTES);
    private Segment segment;
    private SegmentWriter file;
    private boolean forcing;
    private long forcedAt;
    private volatile long next;

    /** @param grown receives the number of bytes by which the files have grown */
    JournalWriter(
            WriteBuffer writeBuffer,
            Segments segments,
            long next,
            JournalConfig config,
            Executor owner,
            LongConsumer grown) {
        this.writeBuffer = writeBuffer;
        this.segments = segments;
        this.next = next;
        this.config = config;
        this.owner = owner;
        this.grown = grown;
    }

    /** Returns the sequence number of the next record. Any thread. */
    long next() {
        return next;
    }

    /** Returns why the last batch could not be written, empty where it could. Any thread. */
    String fault() {
        return fault.why();
    }

    /**
     * Runs until {@link WriteBuffer#close()} and until all buffered records are written. An unexpected exception ends
     * it: no event
     * can be appended from then on, so it is thrown on the owner's thread too, for the process to exit.
     */
    @Override
    public void run() {
        try {
            forcedAt = System.nanoTime();
            while (writeNext() || !writeBuffer.isClosed()) {
                writeBuffer.awaitWork(IDLE_NANOS);
            }
            seal();
        } catch (RuntimeException | Error e) {
            fault.failed(e);
            writeBuffer.close();
            owner.execute(() -> {
                throw new Error("journal writer ended", e);
            });
            throw e;
        }
    }

    private boolean writeNext() {
        groupCommit();
        WriteBatch batch = writeBuffer.poll();
        if (batch == null) {
            return false;
        }
        long sequence = next;
        boolean written = write(batch, sequence);
        writeBuffer.done(batch);
        if (written) {
            complete(batch, () -> batch.appended(sequence));
        } else {
            String why = fault.why();
            complete(batch, () -> batch.refused(why));
            grown.accept(0);
        }
        return true;
    }

    /** Lets appends gather, so that one force serves many. */
    private void groupCommit() {
        if (config.forced() && !writeBuffer.isClosed()) {
            long rest = forcedAt + config.groupCommit().toNanos() - System.nanoTime();
            if (rest > 0) {
                LockSupport.parkNanos(rest);
            }
        }
    }

    private boolean write(WriteBatch batch, long sequence) {
        try {
            roll(SegmentWriter.mostBytes(batch));
            file.write(batch, sequence);
            force();
            long more = file.end() - segment.end();
            segments.grow(segment, file.end());
            next = sequence + batch.records();
            fault.over();
            grown.accept(more);
            return true;
        } catch (IOException | RuntimeException e) {
            fault.failed(e);
            undo(batch.records());
            return false;
        }
    }

    private void force() throws IOException {
        if (config.forced()) {
            forcing = true;
            file.force();
            forcing = false;
            forcedAt = System.nanoTime();
        }
    }

    private void complete(WriteBatch batch, Runnable callbacks) {
        try {
            owner.execute(() -> {
                try {
                    callbacks.run();
                } finally {
                    writeBuffer.recycle(batch);
                }
            });
        } catch (RuntimeException e) {
            LOG.error("Cannot call {} callbacks", batch.records(), e);
            writeBuffer.recycle(batch);
        }
    }

    /**
     * Begins a new segment where the batch does not fit. An empty segment accepts any batch: its successor would have
     * its name.
     */
    private void roll(long more) throws IOException {
        if (segment != null && (segment.end() == 0 || segment.end() + more <= config.segmentBytes())) {
            return;
        }
        seal();
        Segment begun = new Segment(next);
        file = new SegmentWriter(segments.create(begun), out);
        segment = begun;
    }

    /**
     * Cuts off a failed batch. What a failed force left is unknown, so the sequence numbers of its batch are not used
     * again. The next
     * batch begins a segment: on a full disk this one can be removed as soon as it is confirmed.
     */
    private void undo(int records) {
        if (segment == null) {
            return;
        }
        try {
            file.rollBack(segment.end());
        } catch (IOException e) {
            forcing = true;
            LOG.debug("Cannot cut off a failed write; continuing in a new segment", e);
        }
        if (forcing) {
            forcing = false;
            next += records;
            Segment left = segment;
            seal();
            if (left.end() == 0) {
                segments.discard(left);
            }
        } else if (segment.end() > 0) {
            seal();
        }
    }

    private void seal() {
        if (segment == null) {
            return;
        }
        try {
            file.close();
        } catch (IOException e) {
            LOG.debug("Cannot close {}", segment.name(), e);
        }
        segment.seal(next);
        segment = null;
        file = null;
        grown.accept(0);
    }
}
