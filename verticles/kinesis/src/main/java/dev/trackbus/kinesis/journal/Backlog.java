package dev.trackbus.kinesis.journal;

import dev.trackbus.kinesis.buffer.EventBuffer;
import dev.trackbus.kinesis.buffer.EventBuffer.AppendCallback;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Size and age of the unconfirmed records, in bytes on disk and per chunk that the reader reads at once. A record that
 * was
 * appended again or recovered has the time of its first append, and counts from its write on. Any other record is
 * younger than
 * those read before it. Any thread.
 */
final class Backlog {
    /** Late records within so many sequence numbers share an entry, so that there are few entries. */
    private static final int GRAIN = 1_000;

    private final AtomicLong bytes;
    private final ConcurrentLinkedQueue<Chunk> unconfirmed = new ConcurrentLinkedQueue<>();

    private final ArrayDeque<Late> unread = new ArrayDeque<>();
    private volatile long readBefore;

    /** Unread records that may be older than those before them: first and last sequence number, earliest time. */
    private record Late(long first, long last, long oldestAppendedAt) {}

    private record Chunk(long before, long bytes, long oldestAppendedAt) {}

    Backlog(long recoveredBytes) {
        this.bytes = new AtomicLong(recoveredBytes);
    }

    /** Adds bytes that were written. */
    void written(long more) {
        bytes.addAndGet(more);
    }

    /**
     * Adds a chunk that was read.
     *
     * @param before sequence number before which all records were read
     * @param length bytes on disk
     */
    void read(long before, long length, List<JournalEntry> events) {
        long oldest = EventBuffer.NONE;
        for (JournalEntry event : events) {
            oldest = Math.min(oldest, event.appendedAt());
        }
        unconfirmed.add(new Chunk(before, length, oldest));
        readBefore = before;
    }

    /** Returns a callback that lets the age of an appended record count from the time of its first append. */
    AppendCallback late(long appendedAt, AppendCallback callback) {
        return new AppendCallback() {
            @Override
            public void appended(long sequence) {
                late(sequence, appendedAt);
                callback.appended(sequence);
            }

            @Override
            public void refused(String why) {
                callback.refused(why);
            }
        };
    }

    private synchronized void late(long sequence, long appendedAt) {
        Late last = unread.peekLast();
        if (last != null && sequence - last.first < GRAIN) {
            unread.pollLast();
            unread.add(new Late(last.first, sequence, Math.min(appendedAt, last.oldestAppendedAt)));
        } else {
            unread.add(new Late(sequence, sequence, appendedAt));
        }
    }

    private synchronized long oldestUnread() {
        while (!unread.isEmpty() && unread.peek().last < readBefore) {
            unread.poll();
        }
        return unread.stream().mapToLong(Late::oldestAppendedAt).min().orElse(EventBuffer.NONE);
    }

    /** Removes the chunks that lie wholly before a sequence number. */
    synchronized void confirm(long before) {
        for (Chunk chunk = unconfirmed.peek(); chunk != null && chunk.before <= before; chunk = unconfirmed.peek()) {
            unconfirmed.poll();
            bytes.addAndGet(-chunk.bytes);
        }
    }

    /** Returns the bytes of unconfirmed records. */
    long bytes() {
        return bytes.get();
    }

    /** Returns the earliest first append of unconfirmed records, {@link EventBuffer#NONE} where there are none. */
    long oldestAppendedAt() {
        long oldest = oldestUnread();
        for (Chunk chunk : unconfirmed) {
            oldest = Math.min(oldest, chunk.oldestAppendedAt);
        }
        return oldest;
    }
}
