package dev.trackbus.kinesis.journal;

import dev.trackbus.kinesis.buffer.EventBuffer;
import dev.trackbus.kinesis.buffer.EventBuffer.AppendCallback;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much there is that Kinesis has not confirmed, in bytes on disk, and since when; to the grain of what the maintenance reads
 * at once. An event that was appended again, or adopted, has its first append's time, and counts from when it is written;
 * any other is younger than what is read before it. Any thread.
 */
final class Backlog {
    /** Late events within so many numbers share an entry, so that their entries stay few. */
    private static final int GRAIN = 1_000;

    private final AtomicLong bytes;
    private final ConcurrentLinkedQueue<Chunk> unconfirmed = new ConcurrentLinkedQueue<>();

    private final ArrayDeque<Late> unread = new ArrayDeque<>();
    private volatile long readBefore;

    /** Unread events that may be older than those before them: first and last number, the earliest time. */
    private record Late(long first, long last, long oldestAppendedAt) {}

    private record Chunk(long before, long bytes, long oldestAppendedAt) {}

    Backlog(long recoveredBytes) {
        this.bytes = new AtomicLong(recoveredBytes);
    }

    void written(long more) {
        bytes.addAndGet(more);
    }

    void read(long before, long length, List<JournalEntry> events) {
        long oldest = EventBuffer.NONE;
        for (JournalEntry event : events) {
            oldest = Math.min(oldest, event.appendedAt());
        }
        unconfirmed.add(new Chunk(before, length, oldest));
        readBefore = before;
    }

    /** The receipt of an event whose first append was at that time: where it is taken over, its age counts from then. */
    AppendCallback late(long appendedAt, AppendCallback receipt) {
        return new AppendCallback() {
            @Override
            public void appended(long sequence) {
                late(sequence, appendedAt);
                receipt.appended(sequence);
            }

            @Override
            public void refused(String why) {
                receipt.refused(why);
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
        long oldest = oldestUnread();
        for (Chunk chunk : unconfirmed) {
            oldest = Math.min(oldest, chunk.oldestAppendedAt);
        }
        return oldest;
    }
}
