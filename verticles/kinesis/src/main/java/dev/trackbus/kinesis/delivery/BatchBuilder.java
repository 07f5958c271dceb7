package dev.trackbus.kinesis.delivery;

import java.util.ArrayList;
import java.util.List;

/** Builder of the next batch. A batch is ready when it is full, or when its first record has waited for the linger. */
final class BatchBuilder {
    /** Largest number of records of a PutRecords call. */
    static final int MAX_RECORDS = 500;

    /** Bytes from which a batch is full: with one more record of the largest size it stays within 5 MiB. */
    static final long ENOUGH_BYTES = 4L << 20;

    private long lingerMillis;
    private List<InFlightRecord> records = new ArrayList<>();
    private long bytes;
    private long since;

    BatchBuilder(long lingerMillis) {
        this.lingerMillis = lingerMillis;
    }

    /** Sets the linger in milliseconds. */
    void linger(long millis) {
        lingerMillis = millis;
    }

    void add(InFlightRecord record, long now) {
        if (records.isEmpty()) {
            since = now;
        }
        records.add(record);
        bytes += record.bytes();
    }

    int size() {
        return records.size();
    }

    boolean isFull() {
        return records.size() == MAX_RECORDS || bytes > ENOUGH_BYTES;
    }

    boolean isReady(long now) {
        return now >= readyAt();
    }

    /**
     * Returns when the batch is ready: at once when full, {@link Long#MAX_VALUE} while empty. Milliseconds by the
     * ticker.
     */
    long readyAt() {
        if (records.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return isFull() ? since : since + lingerMillis;
    }

    /** Returns the batch and begins an empty one. */
    List<InFlightRecord> take() {
        List<InFlightRecord> taken = records;
        records = new ArrayList<>();
        bytes = 0;
        return taken;
    }
}
