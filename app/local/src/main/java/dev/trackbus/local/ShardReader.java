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

/** Reads one shard from its position on, each record once. To be used by one thread. */
public final class ShardReader {
    private static final int MAX_RECORDS = 1_000;

    private final KinesisClient client;
    private final GetShardIteratorRequest.Builder position;
    private String iterator;

    /**
     * Fixes the position: what is put after this will be read. Blocks for one call.
     *
     * @param client of the Kinesis that has the stream
     * @param stream its name
     * @param shard  its id
     * @param from TRIM_HORIZON or LATEST
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
     * Reads what is there now.
     *
     * @param consumer takes the records in their order
     * @return false when the shard is closed and has been read to its end
     */
    boolean read(Consumer<Record> consumer) {
        List<Record> page;
        do {
            page = page();
            page.forEach(consumer);
        } while (!isAtItsEnd() && !page.isEmpty());
        return !isAtItsEnd();
    }

    /**
     * Reads some of what is there now, and goes behind it. Blocks for a call.
     *
     * @return at most 1,000 records in their order; empty where there are none now
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
     * Whether the shard is closed, as a resharding does, and has been read to its end.
     *
     * @return true from the page on that was the last
     */
    public boolean isAtItsEnd() {
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
