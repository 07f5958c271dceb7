package dev.trackbus.local;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Reader of one shard from a start position. It returns each record once. For one thread. */
public final class ShardReader {
    private static final int MAX_RECORDS = 1_000;

    private final KinesisClient client;
    private final GetShardIteratorRequest.Builder position;
    private String iterator;

    /**
     * Gets the start position. Records that are put after this call are read. Blocks for one call.
     *
     * @param client Kinesis client
     * @param stream name of the stream
     * @param shard  id of the shard
     * @param from   TRIM_HORIZON or LATEST
     */
    public ShardReader(KinesisClient client, String stream, String shard, ShardIteratorType from) {
        this.client = client;
        this.position = GetShardIteratorRequest.builder()
                .streamName(stream)
                .shardId(shard)
                .shardIteratorType(from);
        this.iterator = iterator();
        if (from == ShardIteratorType.LATEST) {
            position.shardIteratorType(ShardIteratorType.AT_TIMESTAMP).timestamp(Instant.now());
        }
    }

    private String iterator() {
        return client.getShardIterator(position.build()).shardIterator();
    }

    /**
     * Reads all records that are available now. Blocks for the calls.
     *
     * @param consumer receives the records in order
     * @return false if the shard is closed and has been read to its end
     */
    boolean read(Consumer<Record> consumer) {
        List<Record> page;
        do {
            page = page();
            page.forEach(consumer);
        } while (!isExhausted() && !page.isEmpty());
        return !isExhausted();
    }

    /**
     * Reads the next available records. Blocks for a call.
     *
     * @return at most 1,000 records in order; empty if none are available
     */
    public List<Record> page() {
        if (iterator == null) {
            return List.of();
        }
        GetRecordsResponse response = next();
        List<Record> records = response.records();
        if (!records.isEmpty()) {
            position.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                    .startingSequenceNumber(records.get(records.size() - 1).sequenceNumber())
                    .timestamp(null);
        }
        iterator = response.nextShardIterator();
        return records;
    }

    /**
     * Returns whether the shard is closed by a reshard and has been read to its end.
     *
     * @return true once the last page has been read
     */
    public boolean isExhausted() {
        return iterator == null;
    }

    private GetRecordsResponse next() {
        try {
            return client.getRecords(request -> request.shardIterator(iterator).limit(MAX_RECORDS));
        } catch (ExpiredIteratorException e) {
            iterator = iterator();
            return client.getRecords(request -> request.shardIterator(iterator).limit(MAX_RECORDS));
        }
    }
}
