package dev.trackbus.kinesis.journal;

import dev.trackbus.kinesis.buffer.EventBuffer.AppendCallback;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batch of records on their way to the disk, with their callbacks. Reused: filled under the lock of {@link
 * WriteBuffer}, then owned
 * by the writer, then by the thread that calls the callbacks.
 *
 * <p>The payload of a record is its stamp (8 bytes: time of its first append in milliseconds, negative where it was
 * appended
 * again), the length of its key (1), the key, and the event.
 */
final class WriteBatch {
    private static final Logger LOG = LoggerFactory.getLogger(WriteBatch.class);
    static final int MAX_RECORDS = 8_192;
    static final int MAX_BYTES = (1 << 20) + 4_096;
    static final int OVERHEAD = 9;
    static final int MAX_KEY = 255;

    /** Largest sum of the bytes of key and payload of an event. */
    static final int MAX_EVENT = MAX_BYTES - OVERHEAD;

    private final byte[] bytes = new byte[MAX_BYTES];
    private final int[] ends = new int[MAX_RECORDS];
    private final AppendCallback[] callbacks = new AppendCallback[MAX_RECORDS];
    private int records;

    /** Copies an event into the batch; returns false where it does not fit. */
    boolean add(String key, byte[] payload, int length, long stamp, AppendCallback callback) {
        int from = used();
        int to = from + OVERHEAD + key.length() + length;
        if (records == MAX_RECORDS || to > MAX_BYTES) {
            return false;
        }
        int at = from;
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[at++] = (byte) (stamp >>> shift);
        }
        bytes[at++] = (byte) key.length();
        for (int i = 0; i < key.length(); i++) {
            bytes[at++] = (byte) key.charAt(i);
        }
        System.arraycopy(payload, 0, bytes, at, length);
        callbacks[records] = callback;
        ends[records++] = to;
        return true;
    }

    int records() {
        return records;
    }

    int used() {
        return records == 0 ? 0 : ends[records - 1];
    }

    byte[] bytes() {
        return bytes;
    }

    int from(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    int length(int index) {
        return ends[index] - from(index);
    }

    void appended(long sequence) {
        for (int i = 0; i < records; i++) {
            try {
                callbacks[i].appended(sequence + i);
            } catch (RuntimeException e) {
                LOG.error("Callback of record {} failed", sequence + i, e);
            }
        }
    }

    void refused(String why) {
        for (int i = 0; i < records; i++) {
            try {
                callbacks[i].refused(why);
            } catch (RuntimeException e) {
                LOG.error("Callback of a refused record failed", e);
            }
        }
    }

    void clear() {
        Arrays.fill(callbacks, 0, records, null);
        records = 0;
    }
}
