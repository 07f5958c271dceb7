package dev.trackbus.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trackbus.function.Outcome;
import dev.trackbus.function.StreamRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventConsumerTest {
    private final ManualClock time = new ManualClock();
    private DynamoDbStub dynamo;
    private EventConsumer consumer;

    @BeforeEach
    void start() throws IOException {
        dynamo = new DynamoDbStub();
        EventsTable table = new EventsTable(new LazyDynamoDbClient(() -> Clients.of(dynamo.uri())), "events");
        consumer = new EventConsumer(table, new ItemMapping(90, 8), time.sleeper(0.5));
    }

    @AfterEach
    void stop() {
        dynamo.close();
    }

    private List<Outcome> process(List<StreamRecord> records) {
        return consumer.process(records, time.deadline(Duration.ofMinutes(1)));
    }

    private static Outcome stored(int number) {
        return new Outcome.Stored(OptionalLong.of(Events.AT + number));
    }

    @Test
    void storesEveryEventInCallsOf25() {
        List<Outcome> outcomes = process(Events.records(60));

        assertThat(outcomes).hasSize(60).allMatch(Outcome.Stored.class::isInstance);
        assertThat(dynamo.items()).hasSize(60);
        assertThat(dynamo.calls()).containsExactly("BatchWriteItem 25", "BatchWriteItem 25", "BatchWriteItem 10");
    }

    @Test
    void returnsTheReceivedTimeOfEachStoredEvent() {
        assertThat(process(Events.records(2))).containsExactly(stored(0), stored(1));
    }

    @Test
    void rejectsOnlyThePoisonRecordAmong500() {
        List<StreamRecord> records = Events.records(500);
        records.set(321, Events.poison());

        List<Outcome> outcomes = process(records);

        assertThat(outcomes.get(321)).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.reason())
                .startsWith("not a TrackingEvent: "));
        assertThat(outcomes).filteredOn(Outcome.Stored.class::isInstance).hasSize(499);
        assertThat(dynamo.items()).hasSize(499).doesNotContainKey("message-321");
    }

    @Test
    void writesADuplicateInABatchOnce() {
        List<StreamRecord> records = Events.records(2);
        records.add(records.get(0));

        assertThat(process(records)).containsExactly(stored(0), stored(1), new Outcome.Duplicate());
        assertThat(dynamo.calls()).containsExactly("BatchWriteItem 2");
    }

    @Test
    void writesTheLastOfTwoEventsWithOneId() {
        StreamRecord other =
                Events.record(Events.event(0).toBuilder().setUserAgent("other").build());

        process(List.of(Events.records(1).get(0), other));

        assertThat(dynamo.items().get("message-0").at("/userAgent/S").asText()).isEqualTo("other");
    }

    @Test
    void keepsTheLastOfTwoEventsWithOneIdAcrossBatches() {
        StreamRecord other =
                Events.record(Events.event(0).toBuilder().setUserAgent("other").build());

        process(Events.records(1));
        process(List.of(other));

        assertThat(dynamo.items().get("message-0").at("/userAgent/S").asText()).isEqualTo("other");
    }

    @Test
    void theSampleSetsEveryField() {
        assertThat(EventConsumer.SAMPLE.getAllFields().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        EventConsumer.SAMPLE.getDescriptorForType().getFields());
        assertThat(new ItemMapping(90, 8).item(EventConsumer.SAMPLE).attributes())
                .hasSize(17)
                .containsKeys("customerDay", "programShard");
    }

    @Test
    void aDuplicateOfARetriedRecordIsRetried() {
        dynamo.then(DynamoDbStub.error(400, "ResourceNotFoundException"));
        StreamRecord record = Events.records(1).get(0);

        assertThat(process(List.of(record, record))).hasSize(2).allMatch(Outcome.Retry.class::isInstance);
    }

    @Test
    void aDuplicateOfARejectedRecordIsRejected() {
        dynamo.rejecting(item -> item.at("/messageId/S").asText().equals("message-7"));
        StreamRecord record = Events.oversized(7);

        assertThat(process(List.of(record, record))).hasSize(2).allMatch(Outcome.Rejected.class::isInstance);
    }

    @Test
    void repeatedAndShuffledBatchesLeaveTheSameItems() {
        List<StreamRecord> records = Events.records(100);
        process(records);
        Map<String, JsonNode> once = Map.copyOf(dynamo.items());

        process(records.subList(40, 100));
        List<StreamRecord> shuffled = new ArrayList<>(records);
        Collections.reverse(shuffled);
        process(shuffled);

        assertThat(dynamo.items()).containsExactlyInAnyOrderEntriesOf(once);
    }

    @Test
    void makesNoCallForABatchOfPoisonRecords() {
        assertThat(process(List.of(Events.poison()))).hasOnlyElementsOfType(Outcome.Rejected.class);
        assertThat(dynamo.calls()).isEmpty();
    }

    @Test
    void hasNoClientAndMadeNoCallAtASnapshot() {
        List<String> made = new ArrayList<>();
        LazyDynamoDbClient client = new LazyDynamoDbClient(() -> {
            made.add("client");
            return Clients.of(dynamo.uri());
        });
        EventConsumer frozen =
                new EventConsumer(new EventsTable(client, "events"), new ItemMapping(90, 8), time.sleeper(0));
        frozen.beforeSnapshot();
        assertThat(dynamo.calls()).isEmpty();
        made.clear();

        frozen.process(Events.records(1), time.deadline(Duration.ofMinutes(1)));
        frozen.process(Events.records(1), time.deadline(Duration.ofMinutes(1)));

        assertThat(made).hasSize(1);
    }
}
