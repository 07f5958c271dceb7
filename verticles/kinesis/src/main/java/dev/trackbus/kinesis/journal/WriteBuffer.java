package dev.trackbus.kinesis.journal;

import dev.trackbus.kinesis.buffer.EventBuffer.AppendCallback;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Buffer of records for the writer: a few batches that circulate between the appending threads, the writer, and the
 * thread that
 * calls the callbacks. Bounded: when all batches are in use there is no room.
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

    /** @param owner wakes the writer in a later task, so that one write serves all appends before it */
    WriteBuffer(Executor owner) {
        this.owner = owner;
        for (int i = 1; i < BATCHES; i++) {
            free.add(new WriteBatch());
        }
    }

    /** Adds a record, on any thread; returns why it did not, or null. */
    String stage(String key, byte[] payload, int length, long stamp, AppendCallback callback) {
        if (key.length() > WriteBatch.MAX_KEY || key.length() + length > WriteBatch.MAX_EVENT) {
            return "too large for the journal";
        }
        if (add(key, payload, length, stamp, callback)) {
            return null;
        }
        return isClosed() ? "journal closed" : "journal writer is behind: the disk is slow";
    }

    /** Adds a record, on any thread; returns false where the writer is too far behind, or ends. */
    boolean add(String key, byte[] payload, int length, long stamp, AppendCallback callback) {
        synchronized (this) {
            if (closed) {
                return false;
            }
            if (!filling.add(key, payload, length, stamp, callback)) {
                WriteBatch next = free.poll();
                if (next == null) {
                    return false;
                }
                full.add(filling);
                filling = next;
                filling.add(key, payload, length, stamp, callback);
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

    /** Returns the next batch to write; null where there is none. The writer's thread. */
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

    /**
     * Returns the number of records that are neither written nor refused. Read it before the number of written ones.
     */
    int records() {
        return records;
    }

    /** Removes a batch that was written and counted there, or refused. The writer's thread. */
    synchronized void done(WriteBatch batch) {
        records -= batch.records();
    }

    /** Returns a batch whose callbacks were called. Any thread. */
    void recycle(WriteBatch batch) {
        batch.clear();
        synchronized (this) {
            free.add(batch);
        }
        wake();
    }

    /** Accepts no more records; buffered ones can still be polled. */
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
