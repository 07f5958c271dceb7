package dev.trackbus.local.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trackbus.local.KinesisMock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ScalingType;

/** Test of event source mappings with streams of kinesis-mock and a function that records its events. */
class EventSourceMappingIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static KinesisMock kinesis;
    private static KinesisClient client;

    private final List<String> given = new CopyOnWriteArrayList<>();
    private final Set<String> shards = ConcurrentHashMap.newKeySet();
    private EventSourceMapping source;

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

    private static void create(String stream, int count) {
        client.createStream(request -> request.streamName(stream).shardCount(count));
        try (var waiter = client.waiter()) {
            waiter.waitUntilStreamExists(request -> request.streamName(stream));
        }
    }

    private static List<String> put(String stream, String name, int records) {
        List<String> texts =
                IntStream.range(0, records).mapToObj(i -> name + "-" + i).toList();
        client.putRecords(request -> request.streamName(stream)
                .records(texts.stream()
                        .map(text -> PutRecordsRequestEntry.builder()
                                .partitionKey(text)
                                .data(SdkBytes.fromUtf8String(text))
                                .build())
                        .toList()));
        return texts;
    }

    private InvocationResult note(String event) {
        for (JsonNode each : Json.read(event).path("Records")) {
            byte[] data =
                    Base64.getDecoder().decode(each.path("kinesis").path("data").asText());
            given.add(new String(data, StandardCharsets.UTF_8));
            shards.add(each.path("eventID").asText().split(":")[0]);
        }
        return new InvocationResult(false, "");
    }

    @AfterEach
    void closeSource() {
        source.close();
    }

    private void startMapping(String stream, FunctionInvoker function) {
        EventSourceConfig config = new EventSourceConfig(stream, 20, 100, Duration.ZERO);
        source = EventSourceMapping.start(kinesis.endpoint(), config, function, "arn:f", message -> {});
    }

    @Test
    void deliversAllRecordsOfAllShards() {
        create("all", 2);
        List<String> before = put("all", "before", 50);
        startMapping("all", this::note);
        List<String> after = put("all", "after", 50);
        await().atMost(LIMIT).until(() -> given.size() >= 100);
        assertThat(given).containsAll(before).containsAll(after).hasSize(100);
        assertThat(shards).hasSize(2);
    }

    @Test
    void aNewMappingDeliversAllRecordsAgain() {
        create("again", 1);
        List<String> texts = put("again", "x", 30);
        for (int i = 1; i <= 2; i++) {
            int expected = 30 * i;
            startMapping("again", this::note);
            await().atMost(LIMIT).until(() -> given.size() >= expected);
            source.close();
        }
        assertThat(given.subList(0, 30)).isEqualTo(texts);
        assertThat(given.subList(30, 60)).isEqualTo(texts);
    }

    @Test
    void aFailureBlocksOnlyItsOwnShard() {
        create("held", 2);
        put("held", "x", 40);
        Map<String, Long> calls = new ConcurrentHashMap<>();
        FunctionInvoker function = event -> {
            String shard = Json.read(event)
                    .path("Records")
                    .path(0)
                    .path("eventID")
                    .asText()
                    .split(":")[0];
            calls.merge(shard, 1L, Long::sum);
            return shard.endsWith("0") ? InvocationResult.failure("not today") : note(event);
        };
        startMapping("held", function);
        await().atMost(LIMIT).until(() -> calls.getOrDefault("shardId-000000000000", 0L) >= 3);
        await().atMost(LIMIT).until(() -> put("held", "y", 40).stream().anyMatch(given::contains));
        assertThat(shards).containsExactly("shardId-000000000001");
    }

    @Test
    void deliversChildShardsAfterTheirParents() {
        create("split", 1);
        List<String> before = put("split", "before", 50);
        client.updateShardCount(
                request -> request.streamName("split").targetShardCount(2).scalingType(ScalingType.UNIFORM_SCALING));
        try (var waiter = client.waiter()) {
            waiter.waitUntilStreamExists(request -> request.streamName("split"));
        }
        Set<String> after = put("split", "after", 50).stream().collect(Collectors.toSet());
        startMapping("split", this::note);
        await().atMost(LIMIT).until(() -> given.size() >= 100);
        assertThat(given.subList(0, 50)).isEqualTo(before);
        assertThat(given.subList(50, 100)).containsExactlyInAnyOrderElementsOf(after);
    }
}
