package dev.trackbus.kinesis.buffer;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps events on the heap, in a ring that grows up to its limits: the fastest buffer, which a process takes with it when
 * it dies. An append is answered before it returns.
 */
public final class MemoryBuffer implements EventBuffer {
    private static final int FIRST_CAPACITY = 1_024;

    private final long maxBytes;
    private final int maxRecords;
    private final InstantSource clock;
    private Runnable readable = () -> {};
    private Entry[] ring = new Entry[FIRST_CAPACITY];
    private long first;
    private long next;
    private boolean again;
    private volatile long bytes;
    private volatile long records;
    private volatile long oldestAppendedAt = NONE;

    private record Entry(String key, byte[] payload, long appendedAt, boolean again) {
        int bytes() {
            return key.length() + payload.length;
        }
    }

    /**
     * @param maxBytes   bound on the bytes of keys and payloads, positive; an event needs about 150 bytes of heap beside
     * @param maxRecords bound on the number of events, positive
     * @param clock      says when an event was appended
     */
    public MemoryBuffer(long maxBytes, int maxRecords, InstantSource clock) {
        this.maxBytes = maxBytes;
        this.maxRecords = maxRecords;
        this.clock = clock;
    }

    @Override
    public void append(String key, byte[] payload, int length, AppendCallback receipt) {
        Entry entry = new Entry(key, Arrays.copyOf(payload, length), clock.millis(), false);
        if (bytes + entry.bytes() > maxBytes) {
            receipt.refused(full(bytes, maxBytes, "bytes", entry));
        } else if (records == maxRecords) {
            receipt.refused(full(records, maxRecords, "records", entry));
        } else {
            receipt.appended(add(entry));
            readable.run();
        }
    }

    @Override
    public void appendAgain(String key, byte[] payload, long appendedAt, AppendCallback receipt) {
        again = true;
        receipt.appended(add(new Entry(key, payload, appendedAt, true)));
        readable.run();
    }

    @Override
    public void deadLetter(String key, byte[] payload, String why) throws IOException {
        throw new IOException("nothing is kept in memory");
    }

    @Override
    public DeadLetterStore deadLetters() {
        return new Nothing();
    }

    private record Nothing() implements DeadLetterStore {
        @Override
        public int count() {
            return 0;
        }

        @Override
        public List<DeadLetter> some(String after, int most, long bytes) {
            return List.of();
        }

        @Override
        public void remove(DeadLetter letter) throws IOException {
            throw new IOException("nothing is kept in memory");
        }
    }

    @Override
    public long durableBefore() {
        return first;
    }

    private static String full(long used, long max, String unit, Entry entry) {
        return "buffer full: " + used + " of " + max + " " + unit + ", event of " + entry.bytes() + " bytes refused";
    }

    private long add(Entry entry) {
        if (records == ring.length) {
            grow();
        }
        ring[slot(next)] = entry;
        oldestAppendedAt = Math.min(oldestAppendedAt, entry.appendedAt);
        records = records + 1;
        bytes = bytes + entry.bytes();
        return next++;
    }

    /** Only an event that was appended again may be older than the first. */
    private long oldest() {
        long oldest = first == next ? NONE : ring[slot(first)].appendedAt;
        for (long sequence = first; again && sequence < next; sequence++) {
            oldest = Math.min(oldest, ring[slot(sequence)].appendedAt);
        }
        return oldest;
    }

    private void grow() {
        Entry[] larger = new Entry[2 * ring.length];
        for (long sequence = first; sequence < next; sequence++) {
            larger[(int) (sequence & (larger.length - 1))] = ring[slot(sequence)];
        }
        ring = larger;
    }

    private int slot(long sequence) {
        return (int) (sequence & (ring.length - 1));
    }

    @Override
    public long read(long from, Sink sink) {
        boolean more = true;
        long sequence = Math.max(from, first);
        for (; more && sequence < next; sequence++) {
            Entry entry = ring[slot(sequence)];
            more = sink.take(sequence, entry.key, entry.payload, entry.appendedAt, entry.again);
        }
        return sequence;
    }

    @Override
    public void confirm(long before) {
        long freed = 0;
        long end = Math.min(before, next);
        for (; first < end; first++) {
            freed += ring[slot(first)].bytes();
            ring[slot(first)] = null;
        }
        bytes = bytes - freed;
        records = next - first;
        oldestAppendedAt = oldest();
    }

    @Override
    public void onReadable(Runnable listener) {
        readable = listener;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public double fillRatio() {
        return Math.max((double) bytes / maxBytes, (double) records / maxRecords);
    }

    @Override
    public long oldestAppendedAt() {
        return oldestAppendedAt;
    }

    @Override
    public String fault() {
        return "";
    }

    @Override
    public long corruptions() {
        return 0;
    }

    /** Does nothing: the heap goes with the process. */
    @Override
    public void close() {}
}
