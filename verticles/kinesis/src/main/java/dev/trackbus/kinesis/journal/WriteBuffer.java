package dev.trackbus.kinesis.journal;

import dev.trackbus.kinesis.buffer.EventBuffer.AppendCallback;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Where callers leave records for the writer: a few batches that go round between those who fill, the writer, and those
 * who tell the receipts. Bounded: when all are on their way there is no room.
 */
final class WriteBuffer {
    private static final int BATCHES = 8;

    private final ArrayDeque<WriteBatch> free = new ArrayDeque<>();
    private final ArrayDeque<WriteBatch> full = new ArrayDeque<>();
    private WriteBatch filling = new WriteBatch();
    private final Executor owner;
    private final AtomicBoolean waking = new AtomicBoolean();
    private boolean closed;
    private volatile int records;
    private volatile Thread sleeper;

    /** @param owner wakes the writer, by a task behind what else it has to do: one write serves all that came before */
    WriteBuffer(Executor owner) {
        this.owner = owner;
        for (int i = 1; i < BATCHES; i++) {
            free.add(new WriteBatch());
        }
    }

    /** Takes a record in, on any thread; says why where it does not, else null. */
    String stage(String key, byte[] payload, int length, long stamp, AppendCallback receipt) {
        if (key.length() > WriteBatch.MAX_KEY || key.length() + length > WriteBatch.MAX_EVENT) {
            return "too large for the journal";
        }
        if (add(key, payload, length, stamp, receipt)) {
            return null;
        }
        return isClosed() ? "journal closed" : "journal behind: the disk is slow";
    }

    /** Takes a record in, on any thread; false where the writer is that far behind, or ends. */
    boolean add(String key, byte[] payload, int length, long stamp, AppendCallback receipt) {
        synchronized (this) {
            if (closed) {
                return false;
            }
            if (!filling.add(key, payload, length, stamp, receipt)) {
                WriteBatch next = free.poll();
                if (next == null) {
                    return false;
                }
                full.add(filling);
                filling = next;
                filling.add(key, payload, length, stamp, receipt);
            }
            records++;
        }
        if (sleeper != null && waking.compareAndSet(false, true)) {
            owner.execute(() -> {
                waking.set(false);
                wake();
            });
        }
        return true;
    }

    /** The next batch to write; null where there is none. The writer's thread. */
    synchronized WriteBatch poll() {
        if (!full.isEmpty()) {
            return full.poll();
        }
        if (isIdle()) {
            return null;
        }
        WriteBatch taken = filling;
        filling = closed ? new WriteBatch() : free.poll();
        return taken;
    }

    /** How many have been taken in that are neither written nor refused: look here first, then at the written ones. */
    int records() {
        return records;
    }

    /** A batch has been written and counted there, or refused. The writer's thread. */
    synchronized void done(WriteBatch batch) {
        records -= batch.records();
    }

    /** Gives a batch back whose receipts have been told. Any thread. */
    void recycle(WriteBatch batch) {
        batch.clear();
        synchronized (this) {
            free.add(batch);
        }
        wake();
    }

    /** Takes nothing in any more; what has been taken in can still be polled. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        wake();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private void wake() {
        Thread asleep = sleeper;
        if (asleep != null) {
            LockSupport.unpark(asleep);
        }
    }

    /** Sleeps until there may be a batch to write; may return earlier. The writer's thread. */
    void awaitWork(long atMostNanos) {
        sleeper = Thread.currentThread();
        if (isIdle() && !isClosed()) {
            LockSupport.parkNanos(this, atMostNanos);
        }
        sleeper = null;
    }

    private synchronized boolean isIdle() {
        return full.isEmpty() && (filling.records() == 0 || free.isEmpty() && !closed);
    }
}
