package dev.trackbus.local;

import java.time.Instant;
import java.util.function.Consumer;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Reads one shard from its position on, each record once. To be used by one thread. */
final class ShardReader {
    private static final int MAX_RECORDS = 1_000;

    private final KinesisClient client;
    private final GetShardIteratorRequest.Builder position;
    private String iterator;

    /**
     * Fixes the position: what is put after this will be read. Blocks for one call.
     *
     * @param from TRIM_HORIZON or LATEST
     */
    ShardReader(KinesisClient client, String stream, String shard, ShardIteratorType from) {
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
        GetRecordsResponse response;
        do {
            response = next();
            for (Record each : response.records()) {
                consumer.accept(each);
                position.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .startingSequenceNumber(each.sequenceNumber())
                        .timestamp(null);
            }
            iterator = response.nextShardIterator();
        } while (iterator != null && !response.records().isEmpty());
        return iterator != null;
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
