package dev.trackbus.local.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.Record;

/** Test of one shard with a function that returns scripted results. */
class ShardDeliveryTest {
    private static final InvocationResult FINE = new InvocationResult(false, "{\"batchItemFailures\":[]}");
    private static final InvocationResult THROWN = new InvocationResult(true, "{}");

    private final Deque<List<Record>> pages = new ArrayDeque<>();
    private final Deque<InvocationResult> responses = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();
    private final List<String> queued = new ArrayList<>();
    private boolean queueIsDown;
    private long now;

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }
    };

    private ShardDelivery delivery(int batchSize, int retries, Duration window) {
        EventSourceConfig config = new EventSourceConfig("Stream", batchSize, retries, window);
        ShardDelivery.Target target =
                new ShardDelivery.Target(config, config.arn("us-east-1"), "arn:f", this::call, this::queue);
        return new ShardDelivery(
                target, "shard", () -> pages.isEmpty() ? List.of() : pages.remove(), clock, new RetryDelay(() -> 0));
    }

    private ShardDelivery delivery() {
        return delivery(10, 3, Duration.ZERO);
    }

    /** Records the sequence numbers of the invocation, such as "1 2 3". */
    private InvocationResult call(String event) {
        List<String> numbers = new ArrayList<>();
        for (JsonNode each : Json.read(event).path("Records")) {
            numbers.add(each.path("kinesis").path("sequenceNumber").asText());
        }
        calls.add(String.join(" ", numbers));
        InvocationResult response = responses.isEmpty() ? FINE : responses.remove();
        if (response.body().isEmpty()) {
            throw new IllegalStateException("no process");
        }
        return response;
    }

    private void queue(String message) {
        if (queueIsDown) {
            throw new IllegalStateException("queue is down");
        }
        queued.add(message);
    }

    private static InvocationResult failed(int number) {
        return new InvocationResult(false, "{\"batchItemFailures\":[{\"itemIdentifier\":\"" + number + "\"}]}");
    }

    private static String numbers(int first, int end) {
        return String.join(
                " ", IntStream.range(first, end).mapToObj(Integer::toString).toList());
    }

    private void hour(ShardDelivery delivery) {
        now += 3_600_000;
        delivery.deliver();
    }

    @Test
    void deliversRecordsInOrder() {
        pages.add(TestRecords.range(1, 4));
        pages.add(TestRecords.range(4, 6));
        delivery().deliver();
        assertThat(calls).containsExactly("1 2 3 4 5");
    }

    @Test
    void makesNoInvocationWithoutRecords() {
        delivery().deliver();
        assertThat(calls).isEmpty();
    }

    @Test
    void splitsAPageIntoBatches() {
        pages.add(TestRecords.range(0, 25));
        delivery().deliver();
        assertThat(calls).containsExactly(numbers(0, 10), numbers(10, 20), numbers(20, 25));
    }

    @Test
    void isIdleOnlyWhenAllRecordsAreCompleted() {
        pages.add(TestRecords.range(1, 4));
        responses.add(failed(2));
        ShardDelivery delivery = delivery();
        delivery.deliver();
        assertThat(delivery.isIdle()).isFalse();
        hour(delivery);
        assertThat(delivery.isIdle()).isTrue();
    }

    @Test
    void retriesFromTheLowestFailedRecord() {
        pages.add(TestRecords.range(1, 6));
        responses.add(failed(3));
        ShardDelivery delivery = delivery();
        delivery.deliver();
        hour(delivery);
        assertThat(calls).containsExactly("1 2 3 4 5", "3 4 5");
    }

    @Test
    void retriesTheBatchIfTheFunctionThrows() {
        pages.add(TestRecords.range(1, 6));
        responses.add(THROWN);
        ShardDelivery delivery = delivery();
        delivery.deliver();
        hour(delivery);
        assertThat(calls).containsExactly("1 2 3 4 5", "1 2 3 4 5");
    }

    @Test
    void retriesTheBatchIfTheInvocationFails() {
        pages.add(TestRecords.range(1, 3));
        responses.add(new InvocationResult(true, ""));
        ShardDelivery delivery = delivery();
        delivery.deliver();
        hour(delivery);
        assertThat(calls).containsExactly("1 2", "1 2");
    }

    @Test
    void aFailedRecordBlocksLaterRecords() {
        pages.add(TestRecords.range(1, 3));
        responses.add(failed(2));
        responses.add(failed(2));
        ShardDelivery delivery = delivery();
        delivery.deliver();
        pages.add(TestRecords.range(3, 5));
        hour(delivery);
        hour(delivery);
        assertThat(calls).containsExactly("1 2", "2", "2", "3 4");
    }

    @Test
    void backsOffLongerAfterEachFailure() {
        pages.add(TestRecords.range(1, 3));
        responses.addAll(List.of(THROWN, THROWN));
        ShardDelivery delivery = delivery();
        List<Long> times = new ArrayList<>();
        for (now = 0; now < 1_000; now += 50) {
            int before = calls.size();
            delivery.deliver();
            if (calls.size() > before) {
                times.add(now);
            }
        }
        assertThat(times).containsExactly(0L, 100L, 300L);
    }

    @Test
    void sendsExhaustedRecordsToTheFailureQueueFirst() {
        pages.add(TestRecords.range(1, 4));
        responses.addAll(List.of(failed(2), failed(2), failed(2), failed(2)));
        ShardDelivery delivery = delivery();
        delivery.deliver();
        hour(delivery);
        hour(delivery);
        assertThat(queued).isEmpty();
        pages.add(TestRecords.range(4, 6));
        hour(delivery);
        assertThat(queued).singleElement().satisfies(message -> assertThat(message)
                .contains(
                        "\"startSequenceNumber\":\"2\"",
                        "\"endSequenceNumber\":\"3\"",
                        "\"approximateInvokeCount\":4"));
        assertThat(calls).containsExactly("1 2 3", "2 3", "2 3", "2 3", "4 5");
    }

    @Test
    void retriesWhileTheFailureQueueFails() {
        pages.add(TestRecords.range(1, 2));
        responses.addAll(List.of(THROWN, THROWN, THROWN));
        queueIsDown = true;
        ShardDelivery delivery = delivery(10, 1, Duration.ZERO);
        delivery.deliver();
        now += 3_600_000;
        assertThatThrownBy(delivery::deliver).hasMessage("queue is down");
        now += 3_600_000;
        assertThatThrownBy(delivery::deliver).hasMessage("queue is down");
        hour(delivery);
        assertThat(calls).containsExactly("1", "1", "1", "1");
        assertThat(queued).isEmpty();
    }

    @Test
    void progressResetsTheNumberOfFailures() {
        pages.add(TestRecords.range(1, 5));
        responses.addAll(List.of(failed(1), failed(1), failed(2), failed(2), failed(2)));
        ShardDelivery delivery = delivery();
        delivery.deliver();
        for (int i = 0; i < 5; i++) {
            hour(delivery);
        }
        assertThat(queued).isEmpty();
    }

    @Test
    void anIncompleteBatchWaitsForItsWindow() {
        pages.add(TestRecords.range(1, 3));
        ShardDelivery delivery = delivery(10, 3, Duration.ofSeconds(2));
        delivery.deliver();
        now = 1_999;
        pages.add(TestRecords.range(3, 4));
        delivery.deliver();
        assertThat(calls).isEmpty();
        now = 2_000;
        delivery.deliver();
        assertThat(calls).containsExactly("1 2 3");
    }

    @Test
    void aFullBatchDoesNotWait() {
        pages.add(TestRecords.range(0, 10));
        delivery(10, 3, Duration.ofSeconds(2)).deliver();
        assertThat(calls).containsExactly(numbers(0, 10));
    }
}
