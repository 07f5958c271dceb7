package dev.trackbus.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.function.Outcome;
import dev.trackbus.function.StreamRecord;
import dev.trackbus.proto.EventProto.Refusal;
import dev.trackbus.proto.EventProto.TrackingEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** Test of the event consumer against DynamoDB Local. */
class EventConsumerIT {
    private static final ItemMapping MAPPING = Events.MAPPING;

    private static DynamoDbLocal dynamo;
    private static EventConsumer consumer;
    private static EventQueries queries;

    @BeforeAll
    static void start() throws IOException {
        dynamo = DynamoDbLocal.start();
        consumer = consumer("events");
        queries = new EventQueries(dynamo.client(), 8);
    }

    @AfterAll
    static void stop() {
        dynamo.close();
    }

    @AfterEach
    void empty() {
        dynamo.client()
                .deleteTable(DeleteTableRequest.builder().tableName("events").build());
        dynamo.client().createTable(TableDefinition.create("events"));
    }

    private static EventConsumer consumer(String table) {
        return new EventConsumer(
                new EventsTable(new LazyDynamoDbClient(() -> Clients.of(dynamo.uri())), table),
                MAPPING,
                BackoffSleeper.create());
    }

    private static List<Outcome> process(List<StreamRecord> records) {
        return consumer.process(records, Deadlines.far());
    }

    private static Set<Map<String, AttributeValue>> items(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> MAPPING.item(Events.event(number)).attributes())
                .collect(Collectors.toSet());
    }

    @Test
    void storesEveryFieldOfAnEvent() {
        TrackingEvent event = Events.event(0).toBuilder()
                .setIsValid(false)
                .setRefusal(Refusal.REFUSAL_CHECKSUM_MISMATCH)
                .setRefusedParameter("checksum")
                .putParameters("basket", "17,90 €")
                .putParameters("empty", "")
                .build();

        assertThat(process(List.of(Events.record(event)))).hasOnlyElementsOfType(Outcome.Stored.class);

        assertThat(queries.byMessageId("message-0"))
                .isEqualTo(MAPPING.item(event).attributes());
    }

    @Test
    void stores499EventsBesideOnePoisonRecord() {
        List<StreamRecord> records = Events.records(500);
        records.set(250, Events.poison());

        List<Outcome> outcomes = process(records);

        assertThat(outcomes).filteredOn(Outcome.Rejected.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Outcome.Stored.class::isInstance).hasSize(499);
        assertThat(queries.all()).hasSize(499);
    }

    @Test
    void rejectsOnlyTheItemThatIsTooLarge() {
        List<StreamRecord> records = Events.records(40);
        records.set(31, Events.oversized(31));

        List<Outcome> outcomes = process(records);

        assertThat(outcomes.get(31)).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.reason())
                .startsWith("ValidationException: ")
                .contains("size"));
        assertThat(queries.all()).hasSize(39);
    }

    @Test
    void rejectsASingleItemThatIsTooLarge() {
        assertThat(process(List.of(Events.oversized(1)))).hasOnlyElementsOfType(Outcome.Rejected.class);
        assertThat(queries.all()).isEmpty();
    }

    @Test
    void theAcceptanceCheckChangesNoItem() {
        TrackingEvent event = Events.event(0).toBuilder().setMessageId("sample").build();
        process(List.of(Events.record(event)));

        process(List.of(Events.oversized(1)));

        assertThat(queries.all()).containsExactly(MAPPING.item(event).attributes());
    }

    @Test
    void repeatedAndShuffledBatchesLeaveTheSameItems() {
        List<StreamRecord> records = Events.records(300);
        process(records);
        process(records.subList(100, 200));
        List<StreamRecord> shuffled = new ArrayList<>(records);
        shuffled.addAll(records.subList(0, 50));
        Collections.shuffle(shuffled, new Random(7));

        List<Outcome> outcomes = process(shuffled);

        assertThat(queries.all()).isEqualTo(items(300));
        assertThat(outcomes).filteredOn(Outcome.Duplicate.class::isInstance).hasSize(50);
    }

    @Test
    void returnsTheBatchWhenTheTableIsMissing() {
        assertThat(consumer("elsewhere").process(Events.records(30), Deadlines.far()))
                .hasSize(30)
                .hasOnlyElementsOfType(Outcome.Retry.class);
    }

    @Test
    void returnsTheBatchWhenTheTableHasAnotherKeySchema() {
        dynamo.client()
                .createTable(TableDefinition.create("other").toBuilder()
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("customerDay")
                                .keyType("HASH")
                                .build())
                        .attributeDefinitions(List.of(
                                attribute("customerDay", "N"),
                                attribute("programShard", "S"),
                                attribute("receivedAt", "N")))
                        .globalSecondaryIndexes(TableDefinition.create("other")
                                .globalSecondaryIndexes()
                                .get(0))
                        .build());

        assertThat(consumer("other").process(Events.records(30), Deadlines.far()))
                .hasSize(30)
                .hasOnlyElementsOfType(Outcome.Retry.class);
    }

    private static AttributeDefinition attribute(String name, String type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    @Test
    void findsTheEventsOfAProgramByTime() {
        List<StreamRecord> records = Events.records(200);
        records.add(Events.record(
                Events.event(200).toBuilder().setProgramid("other").build()));
        process(records);

        assertThat(queries.ofProgram("212313", Events.AT + 50, Events.AT + 149))
                .extracting(item -> item.get("messageId").s())
                .isEqualTo(
                        IntStream.range(50, 150).mapToObj(n -> "message-" + n).toList());
    }

    @Test
    void findsTheEventsOfACustomerByDay() {
        long nextDay = Events.AT + 86_400_000;
        List<StreamRecord> records = Events.records(100);
        records.add(Events.record(
                Events.event(100).toBuilder().setReceivedAt(nextDay).build()));
        records.add(Events.record(Events.event(101).toBuilder().setCustomerId(1).build()));
        process(records);

        assertThat(queries.ofCustomer(9124, "2025-11-21"))
                .extracting(item -> item.get("messageId").s())
                .isEqualTo(IntStream.range(0, 100).mapToObj(n -> "message-" + n).toList());
        assertThat(queries.ofCustomer(9124, "2025-11-22")).hasSize(1);
    }

    @Test
    void anEventOfAnUnknownProgramHasNoCustomer() {
        process(List.of(Events.record(TrackingEvent.newBuilder()
                .setMessageId("stray")
                .setProgramid("stray")
                .setReceivedAt(Events.AT)
                .setRefusal(Refusal.REFUSAL_UNKNOWN_PROGRAM)
                .build())));

        assertThat(queries.ofCustomer(0, "2025-11-21")).isEmpty();
        assertThat(queries.ofProgram("stray", 0, Long.MAX_VALUE / 2)).hasSize(1);
    }

    @Test
    void anIndexEntryContainsOnlyTheProjectedAttributes() {
        process(Events.records(1));

        assertThat(queries.ofProgram("212313", 0, Events.AT).get(0))
                .containsKeys("messageId", "receivedAt", "type", "isValid", "customerId")
                .doesNotContainKeys("userAgent", "programName");
    }
}
