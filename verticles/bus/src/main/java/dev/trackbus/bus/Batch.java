package dev.trackbus.bus;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Records for one PutRecords call, or those that such a call left behind, each with the error that Kinesis gave it.
 * Immutable.
 *
 * <p>JSON form: {@code {"records":[{"sequence","partitionKey","payload","error"}],"timeoutMillis"}}, the payload in Base64url without padding (RFC 4648, section 5), the error
 * empty where there is none, the time-out 0 or absent where there is none.
 */
public final class Batch {
    /** Nothing to send, or nothing left behind. */
    public static final Batch EMPTY = new Batch(List.of(), 0);

    static final JsonForm<Batch> JSON = new JsonForm<>(Batch.class, Batch::fromJson, Batch::toJson);

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
     * How many records.
     *
     * @return 0 … 500
     */
    public int size() {
        return entries.size();
    }

    /**
     * How large the call is by Kinesis' count.
     *
     * @return the bytes of all payloads and partition keys
     */
    public long bytes() {
        return bytes;
    }

    /**
     * How long the call may take, where that is less than usual: before the service stops.
     *
     * @return milliseconds, 0 for the sender's own time-out
     */
    public long timeoutMillis() {
        return timeoutMillis;
    }

    /**
     * A record's place in the buffer that it comes from.
     *
     * @param index 0 … size − 1
     * @return the sequence
     */
    public long sequence(int index) {
        return entries.get(index).sequence;
    }

    /**
     * A record's partition key.
     *
     * @param index 0 … size − 1
     * @return the messageId of the event
     */
    public String partitionKey(int index) {
        return entries.get(index).partitionKey;
    }

    /**
     * A record's bytes.
     *
     * @param index 0 … size − 1
     * @return a copy of the encoded event
     */
    public byte[] payload(int index) {
        return entries.get(index).payload.clone();
    }

    /**
     * Why Kinesis left a record behind.
     *
     * @param index 0 … size − 1
     * @return the error code that PutRecords gave, empty before the call
     */
    public String error(int index) {
        return entries.get(index).error;
    }

    /** Collects a batch. Not for use by two threads. */
    public static final class Builder {
        private final List<Entry> entries = new ArrayList<>();
        private long timeoutMillis;

        /**
         * Adds a record that has not been sent.
         *
         * @param sequence     its place in the buffer
         * @param partitionKey 1-256 ASCII characters
         * @param payload      its bytes, the batch's own from now on: they may not be changed
         * @return this
         */
        public Builder add(long sequence, String partitionKey, byte[] payload) {
            return add(sequence, partitionKey, payload, "");
        }

        /**
         * Adds a record of another batch that Kinesis did not take.
         *
         * @param from  the batch that was sent
         * @param index the record's index in it
         * @param error the error code that PutRecords gave
         * @return this
         */
        public Builder addRejected(Batch from, int index, String error) {
            Entry entry = from.entries.get(index);
            return add(entry.sequence, entry.partitionKey, entry.payload, error);
        }

        /**
         * Adds a record with the reason why Kinesis does not take it.
         *
         * @param sequence     a number that tells it from the others
         * @param partitionKey 1-256 ASCII characters
         * @param payload      its bytes, the batch's own from now on: they may not be changed
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
         * Bounds the time of the call.
         *
         * @param millis 0 for the sender's own time-out
         * @return this
         */
        public Builder within(long millis) {
            timeoutMillis = millis;
            return this;
        }

        /**
         * What has been collected.
         *
         * @return an immutable batch
         */
        public Batch build() {
            return entries.isEmpty() ? EMPTY : new Batch(entries, timeoutMillis);
        }
    }
}
