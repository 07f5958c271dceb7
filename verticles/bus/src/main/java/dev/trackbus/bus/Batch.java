package dev.trackbus.bus;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Records of one PutRecords call, or the records that Kinesis rejected in it, each with its error code. Immutable.
 *
 * <p>JSON form: {@code {"records":[{"sequence","partitionKey","payload","error"}],"timeoutMillis"}}, the
 * payload in Base64url without padding (RFC 4648, section 5). An empty error means none, a time-out of 0 means the default.
 */
public final class Batch {
    /** Batch without records. */
    public static final Batch EMPTY = new Batch(List.of(), 0);

    static final JsonCodec<Batch> JSON = new JsonCodec<>(Batch.class, Batch::fromJson, Batch::toJson);

    private final List<Entry> entries;
    private final long timeoutMillis;
    private final long bytes;

    private Batch(List<Entry> entries, long timeoutMillis) {
        this.entries = List.copyOf(entries);
        this.timeoutMillis = timeoutMillis;
        this.bytes = entries.stream().mapToLong(Entry::bytes).sum();
    }

    private record Entry(long sequence, String partitionKey, byte[] payload, String error) {
        int bytes() {
            return partitionKey.length() + payload.length;
        }
    }

    static Batch fromJson(JsonObject json) {
        Builder builder = new Builder();
        JsonArray records = json.getJsonArray("records");
        for (int i = 0; i < records.size(); i++) {
            JsonObject each = records.getJsonObject(i);
            builder.add(
                    each.getLong("sequence"),
                    each.getString("partitionKey"),
                    each.getBinary("payload"),
                    each.getString("error", ""));
        }
        return builder.within(json.getLong("timeoutMillis", 0L)).build();
    }

    JsonObject toJson() {
        JsonArray records = new JsonArray();
        entries.forEach(each -> records.add(new JsonObject()
                .put("sequence", each.sequence)
                .put("partitionKey", each.partitionKey)
                .put("payload", each.payload)
                .put("error", each.error)));
        return new JsonObject().put("records", records).put("timeoutMillis", timeoutMillis);
    }

    /**
     * Returns the number of records.
     *
     * @return 0 … 500
     */
    public int size() {
        return entries.size();
    }

    /**
     * Returns the size of the call as Kinesis counts it.
     *
     * @return bytes of all payloads and partition keys
     */
    public long bytes() {
        return bytes;
    }

    /**
     * Returns the time limit of the call, which is shorter than the default before the service stops.
     *
     * @return milliseconds, 0 for the default
     */
    public long timeoutMillis() {
        return timeoutMillis;
    }

    /**
     * Returns the position of a record in its buffer.
     *
     * @param index 0 … size − 1
     * @return the sequence
     */
    public long sequence(int index) {
        return entries.get(index).sequence;
    }

    /**
     * Returns the partition key of a record.
     *
     * @param index 0 … size − 1
     * @return the messageId of the event
     */
    public String partitionKey(int index) {
        return entries.get(index).partitionKey;
    }

    /**
     * Returns the bytes of a record.
     *
     * @param index 0 … size − 1
     * @return a copy of the encoded event
     */
    public byte[] payload(int index) {
        return entries.get(index).payload.clone();
    }

    /**
     * Returns why Kinesis rejected a record.
     *
     * @param index 0 … size − 1
     * @return error code of PutRecords, empty before the call
     */
    public String error(int index) {
        return entries.get(index).error;
    }

    /** Builder of a batch. For one thread. */
    public static final class Builder {
        private final List<Entry> entries = new ArrayList<>();
        private long timeoutMillis;

        /**
         * Adds a record that has not been sent.
         *
         * @param sequence     its position in the buffer
         * @param partitionKey 1-256 ASCII characters
         * @param payload      its bytes; the batch owns them from now on, and they must not change
         * @return this
         */
        public Builder add(long sequence, String partitionKey, byte[] payload) {
            return add(sequence, partitionKey, payload, "");
        }

        /**
         * Adds a record of another batch that Kinesis rejected.
         *
         * @param from  the batch that was sent
         * @param index the record's index in it
         * @param error error code of PutRecords
         * @return this
         */
        public Builder addRejected(Batch from, int index, String error) {
            Entry entry = from.entries.get(index);
            return add(entry.sequence, entry.partitionKey, entry.payload, error);
        }

        /**
         * Adds a record with the reason why Kinesis rejects it.
         *
         * @param sequence     a number that identifies it in this batch
         * @param partitionKey 1-256 ASCII characters
         * @param payload      its bytes; the batch owns them from now on, and they must not change
         * @param error        the reason
         * @return this
         */
        public Builder add(long sequence, String partitionKey, byte[] payload, String error) {
            Objects.requireNonNull(partitionKey, "partitionKey");
            Objects.requireNonNull(payload, "payload");
            Objects.requireNonNull(error, "error");
            entries.add(new Entry(sequence, partitionKey, payload, error));
            return this;
        }

        /**
         * Sets the time limit of the call.
         *
         * @param millis milliseconds, 0 for the default
         * @return this
         */
        public Builder within(long millis) {
            timeoutMillis = millis;
            return this;
        }

        /**
         * Returns the batch.
         *
         * @return an immutable batch
         */
        public Batch build() {
            return entries.isEmpty() ? EMPTY : new Batch(entries, timeoutMillis);
        }
    }
}
