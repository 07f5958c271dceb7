package dev.trackbus.consumer;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.function.Deadline;
import dev.trackbus.function.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BatchWriterTest {
    private static final ItemMapping MAPPING = new ItemMapping(90, 8);

    private final ManualClock time = new ManualClock();
    private DynamoDbStub dynamo;

    @BeforeEach
    void start() throws IOException {
        dynamo = new DynamoDbStub();
    }

    @AfterEach
    void stop() {
        dynamo.close();
    }

    private Map<String, Outcome> write(int count, Deadline deadline, double random) {
        EventsTable table = new EventsTable(new LazyDynamoDbClient(() -> Clients.of(dynamo.uri())), "events");
        List<Item> items = IntStream.range(0, count)
                .mapToObj(number -> MAPPING.item(Events.event(number)))
                .toList();
        return new BatchWriter(table, MAPPING.item(EventConsumer.SAMPLE), time.sleeper(random), deadline, items)
                .outcomes();
    }

    private Map<String, Outcome> write(int count) {
        return write(count, time.deadline(Duration.ofSeconds(30)), 0.5);
    }

    private static Map<String, String> kinds(Map<String, Outcome> outcomes) {
        return outcomes.entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey, each -> each.getValue().getClass().getSimpleName()));
    }

    @Test
    void retriesOnlyUnprocessedItems() {
        dynamo.then(dynamo.leavingUnprocessed(12));

        assertThat(kinds(write(25)).values()).hasSize(25).containsOnly("Stored");
        assertThat(dynamo.items()).hasSize(25);
        assertThat(dynamo.calls()).containsExactly("BatchWriteItem 25", "BatchWriteItem 12");
    }

    @Test
    void retriesUnprocessedItemsFirst() {
        dynamo.then(dynamo.leavingUnprocessed(20));

        write(50);

        assertThat(dynamo.calls()).containsExactly("BatchWriteItem 25", "BatchWriteItem 25", "BatchWriteItem 20");
        assertThat(List.copyOf(dynamo.items().keySet()).subList(5, 25))
                .isEqualTo(IntStream.range(5, 25).mapToObj(n -> "message-" + n).toList());
    }

    @Test
    void backsOffLongerAfterEachFailureInARow() {
        dynamo.then(
                dynamo.leavingUnprocessed(25),
                dynamo.leavingUnprocessed(25),
                dynamo.leavingUnprocessed(3),
                dynamo.success(),
                dynamo.leavingUnprocessed(1));

        write(50);

        assertThat(time.pauses()).containsExactly(25L, 50L, 100L, 25L);
    }

    static Stream<Arguments> transientErrors() {
        return Stream.of(
                Arguments.of("throttled", DynamoDbStub.error(400, "ProvisionedThroughputExceededException")),
                Arguments.of("throttled by the account", DynamoDbStub.error(400, "RequestLimitExceeded")),
                Arguments.of("throttled by the API", DynamoDbStub.error(400, "ThrottlingException")),
                Arguments.of("internal error", DynamoDbStub.error(500, "InternalServerError")),
                Arguments.of("unavailable", DynamoDbStub.error(503, "ServiceUnavailable")),
                Arguments.of("no JSON", DynamoDbStub.text("<html>proxy</html>")),
                Arguments.of("cut in the middle", (DynamoDbStub.Answer) call -> {
                    call.exchange().sendResponseHeaders(200, 100);
                    call.exchange().getResponseBody().write('{');
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("transientErrors")
    void retriesATransientError(String name, DynamoDbStub.Answer fault) {
        dynamo.then(fault, fault);

        assertThat(kinds(write(30)).values()).hasSize(30).containsOnly("Stored");
        assertThat(dynamo.items()).hasSize(30);
        assertThat(time.pauses()).containsExactly(25L, 50L);
    }

    static Stream<String> permanentErrors() {
        return Stream.of(
                "ResourceNotFoundException",
                "AccessDeniedException",
                "ExpiredTokenException",
                "UnrecognizedClientException",
                "InvalidSignatureException");
    }

    @ParameterizedTest
    @MethodSource("permanentErrors")
    void returnsAllItemsAtOnceOnAPermanentError(String code) {
        dynamo.then(DynamoDbStub.error(400, code));

        Map<String, Outcome> outcomes = write(60);

        assertThat(outcomes.values()).hasSize(60).containsOnly(new Outcome.Retry(code + ": as scripted"));
        assertThat(dynamo.calls()).hasSize(1);
    }

    @Test
    void returnsTheItemsNotStoredByTheDeadline() {
        dynamo.then(dynamo.success());
        IntStream.range(0, 100).forEach(i -> dynamo.then(dynamo.leavingUnprocessed(25)));

        Map<String, Outcome> outcomes = write(60, time.deadline(Duration.ofSeconds(5)), 0.9);

        IntStream.range(0, 25)
                .forEach(n -> assertThat(outcomes.get("message-" + n)).isInstanceOf(Outcome.Stored.class));
        IntStream.range(25, 60).forEach(n -> assertThat(outcomes.get("message-" + n))
                .isEqualTo(new Outcome.Retry(
                        "DynamoDB left 25 of 25 items unprocessed; no time left for a retry before the deadline")));
        assertThat(dynamo.items()).hasSize(25);
    }

    @Test
    void neverSleepsPastTheDeadline() {
        IntStream.range(0, 100).forEach(i -> dynamo.then(dynamo.leavingUnprocessed(25)));
        Deadline deadline = time.deadline(Duration.ofSeconds(5));

        write(25, deadline, 0.9);

        assertThat(deadline.left()).isGreaterThanOrEqualTo(Duration.ofMillis(250));
    }

    @Test
    void startsNoCallWithLessThan250MillisLeft() {
        Map<String, Outcome> outcomes = write(30, time.deadline(Duration.ofMillis(249)), 0.5);

        assertThat(outcomes.values())
                .hasSize(30)
                .containsOnly(new Outcome.Retry("not attempted: less than 250 ms left before the deadline"));
        assertThat(dynamo.calls()).isEmpty();
    }

    @Test
    @Timeout(60)
    void anUnansweredCallEndsAtTheDeadline() {
        IntStream.range(0, 100).forEach(i -> dynamo.then(dynamo.noResponse()));

        Map<String, Outcome> outcomes = write(30, Deadline.after(Duration.ofSeconds(1), System::nanoTime), 0.5);

        assertThat(kinds(outcomes).values()).hasSize(30).containsOnly("Retry");
    }

    @Test
    void rejectsOnlyTheInvalidItems() {
        dynamo.rejecting(item -> item.at("/messageId/S").asText().matches("message-(3|17|40)"));

        Map<String, String> kinds = kinds(write(60));

        assertThat(kinds.entrySet().stream()
                        .filter(each -> each.getValue().equals("Rejected"))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("message-3", "message-17", "message-40");
        assertThat(kinds.values()).filteredOn("Stored"::equals).hasSize(57);
        assertThat(dynamo.items()).hasSize(57);
    }

    @Test
    void rejectsASingleItemOnlyIfTheTableAcceptsTheSample() {
        dynamo.rejecting(item -> item.at("/messageId/S").asText().equals("message-0"));

        assertThat(write(1).get("message-0")).isEqualTo(new Outcome.Rejected("ValidationException: as scripted"));
        assertThat(dynamo.calls()).containsExactly("BatchWriteItem 1", "PutItem 1");
    }

    @Test
    void startsNoAcceptanceCheckAfterTheDeadline() {
        dynamo.then(call -> {
            time.pass(30_000);
            DynamoDbStub.error(400, "ValidationException").to(call);
        });

        assertThat(write(2).values())
                .hasSize(2)
                .containsOnly(new Outcome.Retry("not attempted: less than 250 ms left before the deadline"));
        assertThat(dynamo.calls()).containsExactly("BatchWriteItem 2");
    }

    @Test
    void rejectsNoItemIfTheTableAcceptsNone() {
        dynamo.rejecting(item -> true);

        assertThat(write(60).values())
                .hasSize(60)
                .containsOnly(new Outcome.Retry(
                        "the table rejects every item, check its key schema: ValidationException: as scripted"));
        assertThat(dynamo.calls()).hasSize(2);
    }

    @Test
    void retriesATransientErrorOfTheAcceptanceCheck() {
        dynamo.rejecting(item -> item.at("/messageId/S").asText().equals("message-0"));
        dynamo.then(DynamoDbStub.error(400, "ValidationException"), DynamoDbStub.error(500, "InternalServerError"));

        assertThat(kinds(write(2))).isEqualTo(Map.of("message-0", "Rejected", "message-1", "Stored"));
    }

    @Test
    void isolatesTheInvalidItemDespiteATransientError() {
        dynamo.rejecting(item -> item.at("/messageId/S").asText().equals("message-9"));
        dynamo.then(
                DynamoDbStub.error(400, "ValidationException"),
                DynamoDbStub.error(400, "ConditionalCheckFailedException"),
                DynamoDbStub.error(500, "InternalServerError"));

        Map<String, String> kinds = kinds(write(25));

        assertThat(kinds.remove("message-9")).isEqualTo("Rejected");
        assertThat(kinds.values()).hasSize(24).containsOnly("Stored");
    }

    @Test
    void retriesARefusedConnectionUntilTheDeadline() {
        dynamo.close();

        assertThat(kinds(write(30)).values()).hasSize(30).containsOnly("Retry");
        assertThat(time.pauses()).hasSizeGreaterThan(10);
    }

    @Test
    void reportsOnlyWrittenItemsAsStored() {
        dynamo.then(dynamo.leavingUnprocessed(1), DynamoDbStub.error(400, "AccessDeniedException"));

        Map<String, String> kinds = kinds(write(25));

        assertThat(kinds.get("message-24")).isEqualTo("Retry");
        assertThat(dynamo.items().keySet())
                .containsExactlyInAnyOrderElementsOf(kinds.entrySet().stream()
                        .filter(each -> each.getValue().equals("Stored"))
                        .map(Map.Entry::getKey)
                        .toList());
    }
}
