package dev.trackbus.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory of request heads whose end has not been received, on all connections of a process, up to a limit. The codec
 * bounds one head in bytes, but header fields of a few bytes take thirty times as much memory. Usable from any thread.
 */
final class UnfinishedHeads {
    private static final int HEAP_SHARE = 16;

    private final AtomicLong used = new AtomicLong();
    private final long max;

    UnfinishedHeads(long max) {
        this.max = max;
    }

    /** Returns the usual limit: a sixteenth of the heap. */
    static UnfinishedHeads usual() {
        return new UnfinishedHeads(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    /** Takes the bytes, unless the limit would be exceeded; returns whether they were taken. */
    boolean tryTake(long bytes) {
        if (used.addAndGet(bytes) <= max) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    /** Returns bytes that were taken. */
    void release(long bytes) {
        used.addAndGet(-bytes);
    }

    /** Returns the bytes that are held now. */
    long used() {
        return used.get();
    }
}
