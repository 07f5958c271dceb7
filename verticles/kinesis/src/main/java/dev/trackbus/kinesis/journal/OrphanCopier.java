package dev.trackbus.kinesis.journal;

import dev.trackbus.kinesis.buffer.EventBuffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Copier of records from an orphaned journal into this process' own. It confirms records to the orphan only after they are
 * forced to the own disk, and waits while the own journal is half full. The recovery thread only; blocks.
 */
final class OrphanCopier {
    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final double HALF = 0.5;
    private static final int BATCH_RECORDS = 500;
    private static final long BATCH_BYTES = 1 << 20;
    private static final int MAX_UNFORCED = 10_000;

    private final Journal own;
    private final BooleanSupplier closing;

    /**
     * @param own     receives the records
     * @param closing whether to stop as soon as possible; the thread is unparked when that changes
     */
    OrphanCopier(Journal own, BooleanSupplier closing) {
        this.own = own;
        this.closing = closing;
    }

    private void pause() {
        if (!closing.getAsBoolean()) {
            LockSupport.parkNanos(this, WAIT_NANOS);
        }
    }

    /** Copies all records; returns false where it was stopped before. */
    boolean copy(Journal orphan) throws IOException {
        List<JournalEntry> batch = new ArrayList<>();
        int unforced = 0;
        while (!closing.getAsBoolean() && orphan.records() > 0) {
            long before = read(orphan, batch);
            if (batch.isEmpty() && before < orphan.next()) {
                awaitMore(orphan);
            }
            unforced += batch.size();
            if (append(batch) && (unforced >= MAX_UNFORCED || before >= orphan.next())) {
                own.force();
                orphan.confirm(before);
                unforced = 0;
            }
            batch.clear();
        }
        return orphan.records() == 0;
    }

    private static long read(Journal orphan, List<JournalEntry> batch) {
        AtomicLong bytes = new AtomicLong();
        return orphan.read(0, (sequence, key, payload, appendedAt, again) -> {
            JournalEntry entry = new JournalEntry(sequence, key, payload, appendedAt);
            batch.add(entry);
            return batch.size() < BATCH_RECORDS && bytes.addAndGet(entry.bytes()) < BATCH_BYTES;
        });
    }

    private void awaitMore(Journal orphan) throws IOException {
        if (!orphan.fault().isEmpty()) {
            throw new IOException(orphan.fault());
        }
        pause();
    }

    /** Appends records until all are in the own journal; returns false where it was stopped before. */
    private boolean append(List<JournalEntry> batch) {
        List<JournalEntry> rest = List.copyOf(batch);
        while (!rest.isEmpty() && !closing.getAsBoolean()) {
            while (own.fillRatio() > HALF && !closing.getAsBoolean()) {
                pause();
            }
            rest = appendOnce(rest);
            if (!rest.isEmpty()) {
                pause();
            }
        }
        return rest.isEmpty();
    }

    /** Appends records and returns those that were refused, or all where it was stopped before their callbacks. */
    private List<JournalEntry> appendOnce(List<JournalEntry> batch) {
        CountDownLatch pending = new CountDownLatch(batch.size());
        ConcurrentLinkedQueue<JournalEntry> refused = new ConcurrentLinkedQueue<>();
        for (JournalEntry entry : batch) {
            own.adopt(entry, new Copied(entry, pending, refused));
        }
        try {
            boolean all = false;
            while (!all && !closing.getAsBoolean()) {
                all = pending.await(WAIT_NANOS, TimeUnit.NANOSECONDS);
            }
            return all ? List.copyOf(refused) : batch;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return batch;
        }
    }

    private record Copied(JournalEntry entry, CountDownLatch pending, ConcurrentLinkedQueue<JournalEntry> refusals)
            implements EventBuffer.AppendCallback {
        @Override
        public void appended(long sequence) {
            pending.countDown();
        }

        @Override
        public void refused(String why) {
            refusals.add(entry);
            pending.countDown();
        }
    }
}
