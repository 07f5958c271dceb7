package dev.trackbus.kinesis.journal;

import dev.trackbus.kinesis.buffer.EventBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much there is that Kinesis has not confirmed, in bytes on disk, and since when; to the grain of what the keeper reads
 * at once. Any thread.
 */
final class Backlog {
    private final AtomicLong bytes;
    private final ConcurrentLinkedQueue<Chunk> unconfirmed = new ConcurrentLinkedQueue<>();

    private record Chunk(long before, long bytes, long oldestAppendedAt) {}

    Backlog(long recoveredBytes) {
        this.bytes = new AtomicLong(recoveredBytes);
    }

    void written(long more) {
        bytes.addAndGet(more);
    }

    void read(long before, long length, long oldestAppendedAt) {
        unconfirmed.add(new Chunk(before, length, oldestAppendedAt));
    }

    synchronized void confirm(long before) {
        for (Chunk chunk = unconfirmed.peek(); chunk != null && chunk.before <= before; chunk = unconfirmed.peek()) {
            unconfirmed.poll();
            bytes.addAndGet(-chunk.bytes);
        }
    }

    long bytes() {
        return bytes.get();
    }

    long oldestAppendedAt() {
        for (Chunk chunk : unconfirmed) {
            if (chunk.oldestAppendedAt != EventBuffer.NONE) {
                return chunk.oldestAppendedAt;
            }
        }
        return EventBuffer.NONE;
    }
}
