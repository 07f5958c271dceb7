package dev.trackbus.kinesis.journal;

import dev.trackbus.kinesis.buffer.EventBuffer;
import java.util.ArrayDeque;
import java.util.Collection;

/** Queue of records that the maintenance thread has read and delivery has not taken yet, bounded in bytes. */
final class ReadAhead {
    private static final long BYTES = 8L << 20;

    /** Heap of an entry besides key and payload, bytes. */
    private static final int ENTRY_BYTES = 128;

    private final ArrayDeque<JournalEntry> entries = new ArrayDeque<>();
    private volatile long bytes;
    private volatile long before;

    ReadAhead(long from) {
        this.before = from;
    }

    private static int heapBytes(JournalEntry entry) {
        return ENTRY_BYTES + entry.bytes();
    }

    long bytes() {
        return bytes;
    }

    /** Returns whether to read more. */
    boolean hasRoom() {
        return bytes < BYTES;
    }

    /** Returns whether enough was taken to wake the maintenance thread. */
    boolean isHalfEmpty() {
        return bytes < BYTES / 2;
    }

    /** Returns the sequence number before which all records were read. */
    long before() {
        return before;
    }

    /** Adds records. The maintenance thread. */
    synchronized void add(Collection<JournalEntry> read, long readBefore) {
        for (JournalEntry entry : read) {
            entries.add(entry);
            bytes += heapBytes(entry);
        }
        before = Math.max(before, readBefore);
    }

    /** Gives the records at hand; returns the sequence number before which all were given. The owner's thread. */
    long give(EventBuffer.Sink sink) {
        boolean more = true;
        while (more) {
            JournalEntry entry = poll();
            more = entry != null && give(entry, sink);
        }
        synchronized (this) {
            return entries.isEmpty() ? before : entries.peek().sequence();
        }
    }

    private static boolean give(JournalEntry entry, EventBuffer.Sink sink) {
        return sink.take(entry.sequence(), entry.key(), entry.payload(), entry.appendedAt(), entry.isAgain());
    }

    private synchronized JournalEntry poll() {
        JournalEntry entry = entries.poll();
        bytes -= entry == null ? 0 : heapBytes(entry);
        return entry;
    }
}
