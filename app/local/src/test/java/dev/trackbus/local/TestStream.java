package dev.trackbus.local;

import static org.awaitility.Awaitility.await;

import dev.trackbus.proto.EventProto.TrackingEvent;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** Stream of a single test, in a Kinesis that many tests share. */
record TestStream(KinesisEndpoint kinesis, String name) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Returns a stream with a random name, which does not exist yet. */
    static TestStream in(KinesisEndpoint kinesis) {
        return new TestStream(kinesis, "Stream-" + UUID.randomUUID());
    }

    TestStream create(int shards) {
        try (KinesisClient client = kinesis.client()) {
            client.createStream(request -> request.streamName(name).shardCount(shards));
        }
        awaitShards(shards);
        return this;
    }

    void reshard(int shards) {
        try (KinesisClient client = kinesis.client()) {
            client.updateShardCount(request ->
                    request.streamName(name).targetShardCount(shards).scalingType(ScalingType.UNIFORM_SCALING));
        }
    }

    void awaitShards(int shards) {
        try (KinesisClient client = kinesis.client()) {
            await().atMost(LIMIT).until(() -> hasOpen(client, shards));
        }
    }

    private boolean hasOpen(KinesisClient client, int shards) {
        StreamDescriptionSummary summary = client.describeStreamSummary(request -> request.streamName(name))
                .streamDescriptionSummary();
        return summary.streamStatus() == StreamStatus.ACTIVE && summary.openShardCount() == shards;
    }

    StreamReader follow(Consumer<TrackingEvent> consumer) {
        return StreamReader.follow(kinesis, name, ShardIteratorType.TRIM_HORIZON, consumer);
    }
}
