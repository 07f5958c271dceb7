package dev.trackbus.kinesis.journal;

import dev.trackbus.kinesis.buffer.EventBuffer.AppendCallback;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records on their way to the disk, and who wants to hear that they are there. Reused: fillRatio under the lock of
 * {@link WriteBuffer}, then the writer's, then that of the thread which tells the receipts.
 *
 * <p>A record's payload is its stamp (8 bytes: the time of its first append in milliseconds, negative where it has been
 * appended again), the length of its key (1), the key, the event.
 */
final class WriteBatch {
    private static final Logger LOG = LoggerFactory.getLogger(WriteBatch.class);
    static final int MAX_RECORDS = 8_192;
    static final int MAX_BYTES = (1 << 20) + 4_096;
    static final int OVERHEAD = 9;
    static final int MAX_KEY = 255;

    /** The most that key and payload of one event may have together. */
    static final int MAX_EVENT = MAX_BYTES - OVERHEAD;

    private final byte[] bytes = new byte[MAX_BYTES];
    private final int[] ends = new int[MAX_RECORDS];
    private final AppendCallback[] receipts = new AppendCallback[MAX_RECORDS];
    private int records;

    /** Copies an event in; false where it does not fit any more. */
    boolean add(String key, byte[] payload, int length, long stamp, AppendCallback receipt) {
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
        receipts[records] = receipt;
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
                receipts[i].appended(sequence + i);
            } catch (RuntimeException e) {
                LOG.error("the receipt of record {} failed", sequence + i, e);
            }
        }
    }

    void refused(String why) {
        for (int i = 0; i < records; i++) {
            try {
                receipts[i].refused(why);
            } catch (RuntimeException e) {
                LOG.error("the receipt of a refused record failed", e);
            }
        }
    }

    void clear() {
        Arrays.fill(receipts, 0, records, null);
        records = 0;
    }
}
