package dev.trackbus.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The payload says what becomes of a record: stored, duplicate, rejected or retry. */
class FunctionShellTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<FailureMessage> queue = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final Instant start = Instant.now();
    private Instant now = start;
    private int queueTakes = Integer.MAX_VALUE;
    private Duration queueNeeds = Duration.ZERO;
    private Duration queueHas;
    private BatchStep step = (records, deadline) ->
            records.stream().map(each -> outcome(Events.text(each))).toList();

    private static Outcome outcome(String payload) {
        return switch (payload) {
            case "stored" -> new Outcome.Stored();
            case "duplicate" -> new Outcome.Duplicate();
            case "rejected" -> new Outcome.Rejected("no program");
            default -> new Outcome.Retry("table is gone");
        };
    }

    private int send(List<FailureMessage> messages, Deadline deadline) {
        queueHas = deadline.left();
        now = now.plus(queueNeeds);
        int sent = Math.min(queueTakes, messages.size());
        queue.addAll(messages.subList(0, sent));
        return sent;
    }

    private List<String> handle(String... payloads) {
        return handle(60_000, payloads);
    }

    private List<String> handle(int millis, String... payloads) {
        ByteArrayInputStream in =
                new ByteArrayInputStream(Events.event(List.of(payloads)).getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new FunctionShell("some", step, this::send, lines::add, () -> now)
                    .handleRequest(in, out, Events.invocation(millis));
            List<String> reported = new ArrayList<>();
            JSON.readTree(out.toByteArray())
                    .required("batchItemFailures")
                    .forEach(
                            each -> reported.add(each.required("itemIdentifier").asText()));
            return reported;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode metrics() throws IOException {
        assertThat(lines).hasSize(1);
        return JSON.readTree(lines.get(0));
    }

    @Test
    void reportsNothingWhenEverythingIsSettled() throws IOException {
        assertThat(handle("stored", "duplicate", "rejected", "stored")).isEmpty();

        assertThat(metrics().path("processed").asInt()).isEqualTo(2);
        assertThat(metrics().path("duplicates").asInt()).isEqualTo(1);
        assertThat(metrics().path("rejected").asInt()).isEqualTo(1);
        assertThat(metrics().path("failed").asInt(-1)).isZero();
    }

    @Test
    void sendsWhatIsRejectedWithReasonAndPlace() {
        handle("stored", "rejected");

        assertThat(queue).singleElement().satisfies(message -> {
            assertThat(message.reason()).isEqualTo("no program");
            assertThat(message.function()).isEqualTo("some");
            assertThat(message.streamArn()).isEqualTo(Events.ARN);
            assertThat(message.shardId()).isEqualTo("shardId-000000000006");
            assertThat(message.record().sequenceNumber()).isEqualTo("1");
            assertThat(Events.text(message.record())).isEqualTo("rejected");
        });
    }

    @Test
    void reportsFromTheFirstRetryOn() throws IOException {
        assertThat(handle("stored", "retry", "stored", "retry")).containsExactly("1", "2", "3");

        assertThat(metrics().path("processed").asInt()).isEqualTo(1);
        assertThat(metrics().path("failed").asInt()).isEqualTo(3);
    }

    @Test
    void leavesToTheRepetitionWhatIsRejectedBehindARetry() {
        handle("rejected", "retry", "rejected");

        assertThat(queue).map(each -> each.record().sequenceNumber()).containsExactly("0");
    }

    @Test
    void reportsWhatTheFailureQueueDoesNotTake() throws IOException {
        queueTakes = 1;

        assertThat(handle("rejected", "stored", "rejected", "stored")).containsExactly("2", "3");
        assertThat(metrics().path("rejected").asInt()).isEqualTo(1);
    }

    @Test
    void reportsAllWhenTheStepThrows() {
        step = (records, deadline) -> {
            throw new IllegalStateException("broken");
        };

        assertThat(handle("stored", "stored")).containsExactly("0", "1");
    }

    @Test
    void reportsAllWhenTheStepForgetsARecord() {
        step = (records, deadline) -> List.of(new Outcome.Stored());

        assertThat(handle("stored", "stored")).containsExactly("0", "1");
    }

    @Test
    void leavesAnEmptyBatchAlone() {
        step = (records, deadline) -> {
            throw new AssertionError("called");
        };

        assertThat(handle()).isEmpty();
        assertThat(lines).isEmpty();
    }

    @Test
    void keepsTimeForTheFailureQueue() {
        List<Duration> left = new ArrayList<>();
        step = (records, deadline) -> {
            left.add(deadline.left());
            return List.of(new Outcome.Stored());
        };
        handle("stored");

        assertThat(left.get(0)).isLessThanOrEqualTo(Duration.ofSeconds(55));
    }

    @Test
    void keepsASecondForTheAnswerFromTheFailureQueue() {
        handle("rejected");

        assertThat(queueHas).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(59));
    }

    @Test
    void keepsATenthForTheAnswerWhereTimeIsShort() {
        handle(5_000, "rejected");

        assertThat(queueHas).isLessThanOrEqualTo(Duration.ofMillis(4_500));
    }

    @Test
    void countsNoTimeOfTheFailureQueueIntoTheAge() throws IOException {
        queueNeeds = Duration.ofHours(1);
        handle("stored", "rejected");

        assertThat(metrics().at("/_aws/Timestamp").asLong()).isEqualTo(start.toEpochMilli());
        assertThat(metrics().path("age").asLong()).isEqualTo(start.toEpochMilli() - 1_763_733_600_123L);
    }

    @Test
    void writesAgeAndNamesInTheEmbeddedMetricFormat() throws IOException {
        handle("stored");

        JsonNode directive = metrics().at("/_aws/CloudWatchMetrics/0");
        assertThat(directive.path("Namespace").asText()).isEqualTo("Trackbus");
        assertThat(directive.at("/Dimensions/0/0").asText()).isEqualTo("function");
        assertThat(metrics().path("function").asText()).isEqualTo("some");
        assertThat(directive.path("Metrics").findValuesAsText("Name"))
                .containsExactly("processed", "duplicates", "failed", "rejected", "age");
        assertThat(directive.path("Metrics").findValuesAsText("Unit")).endsWith("Count", "Milliseconds");
        assertThat(metrics().path("age").asLong())
                .isEqualTo(metrics().at("/_aws/Timestamp").asLong() - 1_763_733_600_123L);
    }

    @Test
    void countsTheAgeFromWhereTheStepSays() throws IOException {
        long hourAgo = Instant.now().minusSeconds(3_600).toEpochMilli();
        step = (records, deadline) -> List.of(new Outcome.Stored(OptionalLong.of(hourAgo)), new Outcome.Duplicate());
        handle("stored", "stored");

        assertThat(metrics().path("age").asLong())
                .isEqualTo(metrics().at("/_aws/Timestamp").asLong() - hourAgo);
    }

    @Test
    void writesNoAgeWhereNothingIsStored() throws IOException {
        handle("duplicate");

        assertThat(metrics().has("age")).isFalse();
    }

    @Test
    void warmsUpWithoutCallingTheStepOrTheQueue() throws IOException {
        step = (records, deadline) -> {
            throw new AssertionError("called");
        };
        new FunctionShell("some", step, this::send, lines::add).beforeCheckpoint(null);

        assertThat(queue).isEmpty();
        assertThat(lines).isEmpty();
    }

    @Test
    void namesTheMissingQueue() {
        assertThatThrownBy(() -> new FunctionShell("some", step, new Environment(Map.of())))
                .hasMessage("FAILURE_QUEUE_URL must be set");
    }
}
