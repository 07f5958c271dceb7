package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trackbus.proto.EventProto.TrackingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

class StreamReaderIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static KinesisMock kinesis;
    private static KinesisClient client;

    private final Queue<TrackingEvent> events = new ConcurrentLinkedQueue<>();
    private final List<StreamReader> readers = new ArrayList<>();
    private final String stream = "Stream-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        kinesis = KinesisMock.started();
        client = kinesis.client();
    }

    @AfterAll
    static void stop() {
        client.close();
        kinesis.close();
    }

    @BeforeEach
    void createStream() {
        client.createStream(request -> request.streamName(stream).shardCount(2));
        awaitActive();
    }

    @AfterEach
    void closeReaders() {
        readers.forEach(StreamReader::close);
    }

    private void awaitActive() {
        await().atMost(LIMIT).until(() -> client.describeStreamSummary(request -> request.streamName(stream))
                .streamDescriptionSummary()
                .streamStatus()
                .equals(StreamStatus.ACTIVE));
    }

    private void put(String key, byte[] data) {
        client.putRecord(request -> request.streamName(stream).partitionKey(key).data(SdkBytes.fromByteArray(data)));
    }

    private void put(String messageId) {
        put(
                messageId,
                TrackingEvent.newBuilder().setMessageId(messageId).build().toByteArray());
    }

    private StreamReader follow(ShardIteratorType from) {
        StreamReader reader = StreamReader.follow(kinesis.endpoint(), stream, from, events::add);
        readers.add(reader);
        return reader;
    }

    private void awaitIds(String... ids) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(events)
                .extracting(TrackingEvent::getMessageId)
                .containsExactlyInAnyOrder(ids));
    }

    @Test
    void deliversGoldenEventsUnchanged() throws Exception {
        List<GoldenEvents.Vector> golden = GoldenEvents.read().vectors();
        golden.forEach(vector -> put(vector.event().getMessageId(), vector.bytes()));
        follow(ShardIteratorType.TRIM_HORIZON);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(events)
                .containsExactlyInAnyOrderElementsOf(
                        golden.stream().map(GoldenEvents.Vector::event).toList()));
    }

    @Test
    void deliversTheEventsOfAShardInOrder() {
        follow(ShardIteratorType.LATEST);
        List<String> ids = List.of("1", "2", "3", "4", "5");
        ids.forEach(id -> put(
                "one key", TrackingEvent.newBuilder().setMessageId(id).build().toByteArray()));
        await().atMost(LIMIT).untilAsserted(() -> assertThat(events)
                .extracting(TrackingEvent::getMessageId)
                .isEqualTo(ids));
    }

    @Test
    void aReaderFromLatestReadsAllLaterEvents() {
        put("before");
        follow(ShardIteratorType.LATEST);
        put("after");
        awaitIds("after");
    }

    @Test
    void readsTheChildrenOfAShard() {
        follow(ShardIteratorType.LATEST);
        client.updateShardCount(
                request -> request.streamName(stream).targetShardCount(4).scalingType(ScalingType.UNIFORM_SCALING));
        awaitActive();
        put("a");
        put("b");
        put("c");
        awaitIds("a", "b", "c");
    }

    @Test
    void skipsARecordThatIsNotAnEvent() {
        put("key", "no event".getBytes(StandardCharsets.UTF_8));
        put("event");
        follow(ShardIteratorType.TRIM_HORIZON);
        awaitIds("event");
    }

    @Test
    void aClosedReaderDeliversNoEvent() {
        StreamReader closed = StreamReader.follow(
                kinesis.endpoint(),
                stream,
                ShardIteratorType.LATEST,
                event -> events.add(
                        event.toBuilder().setMessageId("from the closed reader").build()));
        closed.close();
        put("late");
        follow(ShardIteratorType.TRIM_HORIZON);
        awaitIds("late");
    }
}
