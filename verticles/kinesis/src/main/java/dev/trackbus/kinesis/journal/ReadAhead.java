package dev.trackbus.kinesis.journal;

import dev.trackbus.kinesis.buffer.EventBuffer;
import java.util.ArrayDeque;
import java.util.Collection;

/** What the maintenance has read and the sender has not yet taken: a bounded queue between their two threads. */
final class ReadAhead {
    private static final long BYTES = 8L << 20;

    /** Heap that an entry needs beside key and payload: headers and references of its objects. */
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

    /** Whether to read on. */
    boolean hasRoom() {
        return bytes < BYTES;
    }

    /** Whether so much has been taken that it is worth while to wake the maintenance. */
    boolean isHalfEmpty() {
        return bytes < BYTES / 2;
    }

    /** Every number before this one has been read or has no record. */
    long before() {
        return before;
    }

    /** The maintenance's thread. */
    synchronized void add(Collection<JournalEntry> read, long readBefore) {
        for (JournalEntry entry : read) {
            entries.add(entry);
            bytes += heapBytes(entry);
        }
        before = Math.max(before, readBefore);
    }

    /** Gives what there is; says before which number everything has been given. The owner's thread. */
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
