package dev.trackbus.http;

/**
 * Number of bytes that one instance holds for its clients, up to a limit. Written by its event loop, read by any
 * thread.
 */
final class ByteBudget {
    private final long max;
    private volatile long used;

    /** @param max limit in bytes, at least 1 */
    ByteBudget(long max) {
        this.max = max;
    }

    /** Takes the bytes, unless the limit would be exceeded; returns whether they were taken. */
    boolean tryTake(long bytes) {
        long next = used + bytes;
        if (next > max) {
            return false;
        }
        used = next;
        return true;
    }

    /** Returns bytes that were taken. */
    void release(long bytes) {
        long next = used - bytes;
        used = next;
    }

    /** Returns the bytes that are held now. */
    long used() {
        return used;
    }
}
