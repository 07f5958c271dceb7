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

/** Test of the handler; the payload of a record names its outcome: stored, duplicate, rejected or retry. */
class KinesisFunctionHandlerTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<FailureMessage> queue = new ArrayList<>();
    private final List<String> metricLines = new ArrayList<>();
    private final Instant start = Instant.now();
    private Instant now = start;
    private int queueAccepts = Integer.MAX_VALUE;
    private Duration queueDuration = Duration.ZERO;
    private Duration queueTimeLeft;
    private RecordProcessor processor = (records, deadline) ->
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
        queueTimeLeft = deadline.left();
        now = now.plus(queueDuration);
        int sent = Math.min(queueAccepts, messages.size());
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
            new KinesisFunctionHandler("some", processor, this::send, metricLines::add, () -> now)
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
        assertThat(metricLines).hasSize(1);
        return JSON.readTree(metricLines.get(0));
    }

    @Test
    void reportsNoRecordWhenAllAreCompleted() throws IOException {
        assertThat(handle("stored", "duplicate", "rejected", "stored")).isEmpty();

        assertThat(metrics().path("processed").asInt()).isEqualTo(2);
        assertThat(metrics().path("duplicates").asInt()).isEqualTo(1);
        assertThat(metrics().path("rejected").asInt()).isEqualTo(1);
        assertThat(metrics().path("failed").asInt(-1)).isZero();
    }

    @Test
    void sendsARejectedRecordWithItsReasonAndOrigin() {
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
    void reportsAllRecordsFromTheFirstRetryOn() throws IOException {
        assertThat(handle("stored", "retry", "stored", "retry")).containsExactly("1", "2", "3");

        assertThat(metrics().path("processed").asInt()).isEqualTo(1);
        assertThat(metrics().path("failed").asInt()).isEqualTo(3);
    }

    @Test
    void sendsNoRecordThatIsRejectedAfterARetry() {
        handle("rejected", "retry", "rejected");

        assertThat(queue).map(each -> each.record().sequenceNumber()).containsExactly("0");
    }

    @Test
    void reportsARecordThatTheFailureQueueDoesNotConfirm() throws IOException {
        queueAccepts = 1;

        assertThat(handle("rejected", "stored", "rejected", "stored")).containsExactly("2", "3");
        assertThat(metrics().path("rejected").asInt()).isEqualTo(1);
    }

    @Test
    void reportsAllRecordsWhenTheProcessorThrows() {
        processor = (records, deadline) -> {
            throw new IllegalStateException("broken");
        };

        assertThat(handle("stored", "stored")).containsExactly("0", "1");
    }

    @Test
    void reportsAllRecordsWhenAnOutcomeIsMissing() {
        processor = (records, deadline) -> List.of(new Outcome.Stored());

        assertThat(handle("stored", "stored")).containsExactly("0", "1");
    }

    @Test
    void ignoresAnEmptyBatch() {
        processor = (records, deadline) -> {
            throw new AssertionError("called");
        };

        assertThat(handle()).isEmpty();
        assertThat(metricLines).isEmpty();
    }

    @Test
    void reservesTimeForTheFailureQueue() {
        List<Duration> left = new ArrayList<>();
        processor = (records, deadline) -> {
            left.add(deadline.left());
            return List.of(new Outcome.Stored());
        };
        handle("stored");

        assertThat(left.get(0)).isLessThanOrEqualTo(Duration.ofSeconds(55));
    }

    @Test
    void reservesOneSecondForTheResponse() {
        handle("rejected");

        assertThat(queueTimeLeft).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(59));
    }

    @Test
    void reservesATenthForTheResponseWhenTimeIsShort() {
        handle(5_000, "rejected");

        assertThat(queueTimeLeft).isLessThanOrEqualTo(Duration.ofMillis(4_500));
    }

    @Test
    void excludesTheTimeOfTheFailureQueueFromTheAge() throws IOException {
        queueDuration = Duration.ofHours(1);
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
    void countsTheAgeFromTheTimeInTheOutcome() throws IOException {
        long hourAgo = Instant.now().minusSeconds(3_600).toEpochMilli();
        processor =
                (records, deadline) -> List.of(new Outcome.Stored(OptionalLong.of(hourAgo)), new Outcome.Duplicate());
        handle("stored", "stored");

        assertThat(metrics().path("age").asLong())
                .isEqualTo(metrics().at("/_aws/Timestamp").asLong() - hourAgo);
    }

    @Test
    void writesNoAgeWhenNoRecordIsStored() throws IOException {
        handle("duplicate");

        assertThat(metrics().has("age")).isFalse();
    }

    @Test
    void warmsUpWithoutCallingProcessorOrQueue() throws IOException {
        processor = (records, deadline) -> {
            throw new AssertionError("called");
        };
        new KinesisFunctionHandler("some", processor, this::send, metricLines::add).beforeCheckpoint(null);

        assertThat(queue).isEmpty();
        assertThat(metricLines).isEmpty();
    }

    @Test
    void namesTheMissingQueueSetting() {
        assertThatThrownBy(() -> new KinesisFunctionHandler("some", processor, new Environment(Map.of())))
                .hasMessage("FAILURE_QUEUE_URL must be set");
    }
}
