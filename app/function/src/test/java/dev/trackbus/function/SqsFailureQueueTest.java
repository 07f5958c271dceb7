package dev.trackbus.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Test of the queue with the real SQS client against a stub of the JSON protocol. */
class SqsFailureQueueTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Deadline MINUTE = Deadline.after(Duration.ofMinutes(1), System::nanoTime);

    private final AwsStub stub = new AwsStub(this::answer);
    private final List<Duration> sleeps = new ArrayList<>();
    private final List<List<String>> calls = new ArrayList<>();
    private final List<String> failedOnce = new ArrayList<>();
    private final List<String> failedAlways = new ArrayList<>();
    private final SqsFailureQueue queue = new SqsFailureQueue(
            stub.url() + "/000000000000/failures", limit -> stub.sqs(), sleeps::add, limit -> limit - 1);
    private int errors;

    @AfterEach
    void stop() {
        stub.close();
    }

    private AwsStub.Answer answer(JsonNode request) throws IOException {
        if (errors > 0) {
            errors--;
            return new AwsStub.Answer(503, "{\"__type\":\"ServiceUnavailable\"}");
        }
        List<String> numbers = new ArrayList<>();
        ObjectNode answer = JSON.createObjectNode();
        answer.putArray("Successful");
        answer.putArray("Failed");
        for (JsonNode entry : request.required("Entries")) {
            String number = JSON.readTree(entry.required("MessageBody").asText())
                    .required("sequenceNumber")
                    .asText();
            numbers.add(number);
            ObjectNode part =
                    JSON.createObjectNode().put("Id", entry.required("Id").asText());
            if (failedOnce.remove(number) || failedAlways.contains(number)) {
                answer.withArray("Failed").add(part.put("Code", "InternalError").put("SenderFault", false));
            } else {
                answer.withArray("Successful")
                        .add(part.put("MessageId", "m")
                                .put(
                                        "MD5OfMessageBody",
                                        md5(entry.required("MessageBody").asText())));
            }
        }
        calls.add(numbers);
        return new AwsStub.Answer(200, answer.toString());
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static List<FailureMessage> messages(int count, String payload) {
        StreamRecord sample = Events.record(payload);
        return IntStream.range(0, count)
                .mapToObj(i -> new StreamRecord(Integer.toString(i), "key", sample.arrivedAt(), sample.data()))
                .map(record -> new FailureMessage("some", "reason", record, Events.ARN, "shardId-0"))
                .toList();
    }

    @Test
    void sendsTenMessagesPerCall() {
        assertThat(queue.send(messages(23, "x"), MINUTE)).isEqualTo(23);

        assertThat(calls).map(List::size).containsExactly(10, 10, 3);
        assertThat(sleeps).isEmpty();
    }

    @Test
    void keepsACallBelowTheSizeLimitOfSqs() {
        assertThat(queue.send(messages(5, "x".repeat(90_000)), MINUTE)).isEqualTo(5);

        assertThat(calls).map(List::size).containsExactly(2, 2, 1);
    }

    @Test
    void retriesOnlyTheFailedEntries() {
        failedOnce.addAll(List.of("1", "3"));

        assertThat(queue.send(messages(5, "x"), MINUTE)).isEqualTo(5);
        assertThat(calls).containsExactly(List.of("0", "1", "2", "3", "4"), List.of("1", "3"));
        assertThat(sleeps).hasSize(1).allMatch(sleep -> sleep.compareTo(Duration.ofMillis(100)) < 0);
    }

    @Test
    void retriesAFailedCall() {
        errors = 2;

        assertThat(queue.send(messages(2, "x"), MINUTE)).isEqualTo(2);
        assertThat(sleeps).hasSize(2);
    }

    @Test
    void backsOffWithFullJitterUpToADoublingLimit() {
        errors = 2;

        queue.send(messages(1, "x"), MINUTE);

        assertThat(sleeps).containsExactly(Duration.ofNanos(99_999_999), Duration.ofNanos(199_999_999));
    }

    @Test
    void returnsTheNumberOfMessagesBeforeTheFirstUnconfirmed() {
        failedAlways.add("12");

        assertThat(queue.send(messages(23, "x"), MINUTE)).isEqualTo(12);
        assertThat(calls).hasSize(1 + SqsFailureQueue.MAX_ATTEMPTS);
    }

    @Test
    void returnsZeroWhenTheQueueIsDown() {
        stub.close();

        assertThat(queue.send(messages(2, "x"), MINUTE)).isZero();
    }

    @Test
    void startsNoCallAfterTheDeadline() {
        assertThat(queue.send(messages(2, "x"), Deadline.after(Duration.ZERO, System::nanoTime)))
                .isZero();
        assertThat(calls).isEmpty();
    }

    @Test
    void worksAgainAfterASnapshot() {
        queue.send(messages(1, "x"), MINUTE);
        queue.beforeSnapshot();

        assertThat(queue.send(messages(1, "x"), MINUTE)).isEqualTo(1);
    }

    @Test
    void containsPayloadAndOriginOfTheRecord() throws IOException {
        JsonNode body = JSON.readTree(messages(1, "päylöad").get(0).toJson());

        assertThat(new String(Base64.getDecoder().decode(body.path("payload").asText()), StandardCharsets.UTF_8))
                .isEqualTo("päylöad");
        assertThat(body.path("reason").asText()).isEqualTo("reason");
        assertThat(body.path("stream").asText()).isEqualTo(Events.ARN);
        assertThat(body.path("shardId").asText()).isEqualTo("shardId-0");
        assertThat(body.path("arrivedAt").asLong()).isEqualTo(1_763_733_600_123L);
        assertThat(body.path("bytes").asInt()).isEqualTo(9);
    }

    @Test
    void truncatesAPayloadThatIsTooLarge() throws IOException {
        String json =
                new FailureMessage("some", "ü".repeat(5_000), Events.record("x".repeat(1 << 20)), "", "").toJson();

        assertThat(json.length()).isLessThan(256 * 1_024);
        assertThat(JSON.readTree(json).path("bytes").asInt()).isEqualTo(1 << 20);
    }
}
