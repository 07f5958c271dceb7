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

class WriteRunTest {
    private static final ItemMapping MAPPING = new ItemMapping(90, 8);

    private final ManualTime time = new ManualTime();
    private ScriptedDynamo dynamo;

    @BeforeEach
    void start() throws IOException {
        dynamo = new ScriptedDynamo();
    }

    @AfterEach
    void stop() {
        dynamo.close();
    }

    private Map<String, Outcome> write(int count, Deadline deadline, double random) {
        EventsTable table = new EventsTable(new DynamoDb(() -> Clients.of(dynamo.uri())), "events");
        List<Item> items = IntStream.range(0, count)
                .mapToObj(number -> MAPPING.item(Events.event(number)))
                .toList();
        return new WriteRun(table, MAPPING.item(EventConsumer.SAMPLE), time.waiting(random), deadline, items)
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
    void writesAgainOnlyWhatWasLeftUnprocessed() {
        dynamo.then(dynamo.leaving(12));

        assertThat(kinds(write(25)).values()).hasSize(25).containsOnly("Stored");
        assertThat(dynamo.items()).hasSize(25);
        assertThat(dynamo.calls()).containsExactly("BatchWriteItem 25", "BatchWriteItem 12");
    }

    @Test
    void whatWasLeftGoesFirstTogetherWithWhatFollows() {
        dynamo.then(dynamo.leaving(20));

        write(50);

        assertThat(dynamo.calls()).containsExactly("BatchWriteItem 25", "BatchWriteItem 25", "BatchWriteItem 20");
        assertThat(List.copyOf(dynamo.items().keySet()).subList(5, 25))
                .isEqualTo(IntStream.range(5, 25).mapToObj(n -> "message-" + n).toList());
    }

    @Test
    void waitsLongerAfterEachFailureInARow() {
        dynamo.then(dynamo.leaving(25), dynamo.leaving(25), dynamo.leaving(3), dynamo.well(), dynamo.leaving(1));

        write(50);

        assertThat(time.pauses()).containsExactly(25L, 50L, 100L, 25L);
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                Arguments.of("throttled", ScriptedDynamo.error(400, "ProvisionedThroughputExceededException")),
                Arguments.of("throttled by the account", ScriptedDynamo.error(400, "RequestLimitExceeded")),
                Arguments.of("throttled by the API", ScriptedDynamo.error(400, "ThrottlingException")),
                Arguments.of("internal error", ScriptedDynamo.error(500, "InternalServerError")),
                Arguments.of("unavailable", ScriptedDynamo.error(503, "ServiceUnavailable")),
                Arguments.of("no JSON", ScriptedDynamo.text("<html>proxy</html>")),
                Arguments.of("cut in the middle", (ScriptedDynamo.Answer) call -> {
                    call.exchange().sendResponseHeaders(200, 100);
                    call.exchange().getResponseBody().write('{');
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void aFaultThatPassesIsOnlyADelay(String name, ScriptedDynamo.Answer fault) {
        dynamo.then(fault, fault);

        assertThat(kinds(write(30)).values()).hasSize(30).containsOnly("Stored");
        assertThat(dynamo.items()).hasSize(30);
        assertThat(time.pauses()).containsExactly(25L, 50L);
    }

    static Stream<String> lasting() {
        return Stream.of(
                "ResourceNotFoundException",
                "AccessDeniedException",
                "ExpiredTokenException",
                "UnrecognizedClientException",
                "InvalidSignatureException");
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void aFaultThatNeedsAnOperatorGivesAllBackAtOnce(String code) {
        dynamo.then(ScriptedDynamo.error(400, code));

        Map<String, Outcome> outcomes = write(60);

        assertThat(outcomes.values()).hasSize(60).containsOnly(new Outcome.Retry(code + ": as scripted"));
        assertThat(dynamo.calls()).hasSize(1);
    }

    @Test
    void whatIsNotStoredWhenTheTimeIsOverComesAgain() {
        dynamo.then(dynamo.well());
        IntStream.range(0, 100).forEach(i -> dynamo.then(dynamo.leaving(25)));

        Map<String, Outcome> outcomes = write(60, time.deadline(Duration.ofSeconds(5)), 0.9);

        IntStream.range(0, 25)
                .forEach(n -> assertThat(outcomes.get("message-" + n)).isInstanceOf(Outcome.Stored.class));
        IntStream.range(25, 60).forEach(n -> assertThat(outcomes.get("message-" + n))
                .isEqualTo(
                        new Outcome.Retry("DynamoDB left 25 of 25 items unprocessed; no time is left to try again")));
        assertThat(dynamo.items()).hasSize(25);
    }

    @Test
    void neverWaitsBeyondTheDeadline() {
        IntStream.range(0, 100).forEach(i -> dynamo.then(dynamo.leaving(25)));
        Deadline deadline = time.deadline(Duration.ofSeconds(5));

        write(25, deadline, 0.9);

        assertThat(deadline.left()).isGreaterThanOrEqualTo(Duration.ofMillis(250));
    }

    @Test
    void beginsNoCallThatCannotEndInTime() {
        Map<String, Outcome> outcomes = write(30, time.deadline(Duration.ofMillis(249)), 0.5);

        assertThat(outcomes.values()).hasSize(30).containsOnly(new Outcome.Retry("the time is over"));
        assertThat(dynamo.calls()).isEmpty();
    }

    @Test
    @Timeout(60)
    void aCallThatIsNeverAnsweredEndsWithTheTime() {
        IntStream.range(0, 100).forEach(i -> dynamo.then(dynamo.silence()));

        Map<String, Outcome> outcomes = write(30, Deadline.after(Duration.ofSeconds(1), System::nanoTime), 0.5);

        assertThat(kinds(outcomes).values()).hasSize(30).containsOnly("Retry");
    }

    @Test
    void findsTheItemsThatAreAgainstTheRules() {
        dynamo.refusing(item -> item.at("/messageId/S").asText().matches("message-(3|17|40)"));

        Map<String, String> kinds = kinds(write(60));

        assertThat(kinds.entrySet().stream()
                        .filter(each -> each.getValue().equals("Rejected"))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("message-3", "message-17", "message-40");
        assertThat(kinds.values()).filteredOn("Stored"::equals).hasSize(57);
        assertThat(dynamo.items()).hasSize(57);
    }

    @Test
    void rejectsALonelyItemOnlyAfterTheTableHasProvenToTakeAnother() {
        dynamo.refusing(item -> item.at("/messageId/S").asText().equals("message-0"));

        assertThat(write(1).get("message-0")).isEqualTo(new Outcome.Rejected("ValidationException: as scripted"));
        assertThat(dynamo.calls()).containsExactly("BatchWriteItem 1", "PutItem 1");
    }

    @Test
    void beginsNoProofWhenTheTimeIsOver() {
        dynamo.then(call -> {
            time.pass(30_000);
            ScriptedDynamo.error(400, "ValidationException").to(call);
        });

        assertThat(write(2).values()).hasSize(2).containsOnly(new Outcome.Retry("the time is over"));
        assertThat(dynamo.calls()).containsExactly("BatchWriteItem 2");
    }

    @Test
    void aTableWithOtherKeysRejectsNothing() {
        dynamo.refusing(item -> true);

        assertThat(write(60).values())
                .hasSize(60)
                .containsOnly(new Outcome.Retry("the table takes no item at all: ValidationException: as scripted"));
        assertThat(dynamo.calls()).hasSize(2);
    }

    @Test
    void aFaultDuringTheProofIsADelay() {
        dynamo.refusing(item -> item.at("/messageId/S").asText().equals("message-0"));
        dynamo.then(ScriptedDynamo.error(400, "ValidationException"), ScriptedDynamo.error(500, "InternalServerError"));

        assertThat(kinds(write(2))).isEqualTo(Map.of("message-0", "Rejected", "message-1", "Stored"));
    }

    @Test
    void whatIsSearchedForTheCulpritSurvivesAFault() {
        dynamo.refusing(item -> item.at("/messageId/S").asText().equals("message-9"));
        dynamo.then(
                ScriptedDynamo.error(400, "ValidationException"),
                ScriptedDynamo.error(400, "ConditionalCheckFailedException"),
                ScriptedDynamo.error(500, "InternalServerError"));

        Map<String, String> kinds = kinds(write(25));

        assertThat(kinds.remove("message-9")).isEqualTo("Rejected");
        assertThat(kinds.values()).hasSize(24).containsOnly("Stored");
    }

    @Test
    void isRefusedTheConnectionAndTriesAgainUntilTheTimeIsOver() {
        dynamo.close();

        assertThat(kinds(write(30)).values()).hasSize(30).containsOnly("Retry");
        assertThat(time.pauses()).hasSizeGreaterThan(10);
    }

    @Test
    void storedAfterAnItemThatIsOnlyDelayedIsNoLie() {
        dynamo.then(dynamo.leaving(1), ScriptedDynamo.error(400, "AccessDeniedException"));

        Map<String, String> kinds = kinds(write(25));

        assertThat(kinds.get("message-24")).isEqualTo("Retry");
        assertThat(dynamo.items().keySet())
                .containsExactlyInAnyOrderElementsOf(kinds.entrySet().stream()
                        .filter(each -> each.getValue().equals("Stored"))
                        .map(Map.Entry::getKey)
                        .toList());
    }
}
