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

/** One shard, whose function answers as the test says. */
class ShardDeliveryTest {
    private static final Result FINE = new Result(false, "{\"batchItemFailures\":[]}");
    private static final Result THROWN = new Result(true, "{}");

    private final Deque<List<Record>> pages = new ArrayDeque<>();
    private final Deque<Result> answers = new ArrayDeque<>();
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
        EventSourcePlan plan = new EventSourcePlan("Stream", batchSize, retries, window);
        ShardDelivery.Route route =
                new ShardDelivery.Route(plan, plan.arn("us-east-1"), "arn:f", this::call, this::queue);
        return new ShardDelivery(
                route, "shard", () -> pages.isEmpty() ? List.of() : pages.remove(), clock, new RetryDelay(() -> 0));
    }

    private ShardDelivery delivery() {
        return delivery(10, 3, Duration.ZERO);
    }

    /** Notes the sequence numbers of the call, as "1 2 3". */
    private Result call(String event) {
        List<String> numbers = new ArrayList<>();
        for (JsonNode each : Json.read(event).path("Records")) {
            numbers.add(each.path("kinesis").path("sequenceNumber").asText());
        }
        calls.add(String.join(" ", numbers));
        Result answer = answers.isEmpty() ? FINE : answers.remove();
        if (answer.body().isEmpty()) {
            throw new IllegalStateException("no process");
        }
        return answer;
    }

    private void queue(String message) {
        if (queueIsDown) {
            throw new IllegalStateException("queue is down");
        }
        queued.add(message);
    }

    private static Result failed(int number) {
        return new Result(false, "{\"batchItemFailures\":[{\"itemIdentifier\":\"" + number + "\"}]}");
    }

    private static String numbers(int first, int end) {
        return String.join(
                " ", IntStream.range(first, end).mapToObj(Integer::toString).toList());
    }

    private void hour(ShardDelivery delivery) {
        now += 3_600_000;
        delivery.advance();
    }

    @Test
    void bringsWhatIsThereInOrder() {
        pages.add(Records.range(1, 4));
        pages.add(Records.range(4, 6));
        delivery().advance();
        assertThat(calls).containsExactly("1 2 3 4 5");
    }

    @Test
    void callsNothingWhileThereIsNothing() {
        delivery().advance();
        assertThat(calls).isEmpty();
    }

    @Test
    void aLongPageIsSplit() {
        pages.add(Records.range(0, 25));
        delivery().advance();
        assertThat(calls).containsExactly(numbers(0, 10), numbers(10, 20), numbers(20, 25));
    }

    @Test
    void isIdleOnlyWhenAllIsDone() {
        pages.add(Records.range(1, 4));
        answers.add(failed(2));
        ShardDelivery delivery = delivery();
        delivery.advance();
        assertThat(delivery.isIdle()).isFalse();
        hour(delivery);
        assertThat(delivery.isIdle()).isTrue();
    }

    @Test
    void repeatsFromTheLowestReportedRecord() {
        pages.add(Records.range(1, 6));
        answers.add(failed(3));
        ShardDelivery delivery = delivery();
        delivery.advance();
        hour(delivery);
        assertThat(calls).containsExactly("1 2 3 4 5", "3 4 5");
    }

    @Test
    void repeatsAllWhereTheFunctionThrew() {
        pages.add(Records.range(1, 6));
        answers.add(THROWN);
        ShardDelivery delivery = delivery();
        delivery.advance();
        hour(delivery);
        assertThat(calls).containsExactly("1 2 3 4 5", "1 2 3 4 5");
    }

    @Test
    void repeatsAllWhereTheFunctionCannotBeCalled() {
        pages.add(Records.range(1, 3));
        answers.add(new Result(true, ""));
        ShardDelivery delivery = delivery();
        delivery.advance();
        hour(delivery);
        assertThat(calls).containsExactly("1 2", "1 2");
    }

    @Test
    void nothingPassesAFailedRecord() {
        pages.add(Records.range(1, 3));
        answers.add(failed(2));
        answers.add(failed(2));
        ShardDelivery delivery = delivery();
        delivery.advance();
        pages.add(Records.range(3, 5));
        hour(delivery);
        hour(delivery);
        assertThat(calls).containsExactly("1 2", "2", "2", "3 4");
    }

    @Test
    void waitsBeforeItRepeatsAndLongerEachTime() {
        pages.add(Records.range(1, 3));
        answers.addAll(List.of(THROWN, THROWN));
        ShardDelivery delivery = delivery();
        List<Long> times = new ArrayList<>();
        for (now = 0; now < 1_000; now += 50) {
            int before = calls.size();
            delivery.advance();
            if (calls.size() > before) {
                times.add(now);
            }
        }
        assertThat(times).containsExactly(0L, 100L, 300L);
    }

    @Test
    void whatIsGivenUpLiesInTheFailureQueueBeforeTheRestGoesOn() {
        pages.add(Records.range(1, 4));
        answers.addAll(List.of(failed(2), failed(2), failed(2), failed(2)));
        ShardDelivery delivery = delivery();
        delivery.advance();
        hour(delivery);
        hour(delivery);
        assertThat(queued).isEmpty();
        pages.add(Records.range(4, 6));
        hour(delivery);
        assertThat(queued).singleElement().satisfies(message -> assertThat(message)
                .contains(
                        "\"startSequenceNumber\":\"2\"",
                        "\"endSequenceNumber\":\"3\"",
                        "\"approximateInvokeCount\":4"));
        assertThat(calls).containsExactly("1 2 3", "2 3", "2 3", "2 3", "4 5");
    }

    @Test
    void isRepeatedOnWhileTheFailureQueueTakesNothing() {
        pages.add(Records.range(1, 2));
        answers.addAll(List.of(THROWN, THROWN, THROWN));
        queueIsDown = true;
        ShardDelivery delivery = delivery(10, 1, Duration.ZERO);
        delivery.advance();
        now += 3_600_000;
        assertThatThrownBy(delivery::advance).hasMessage("queue is down");
        now += 3_600_000;
        assertThatThrownBy(delivery::advance).hasMessage("queue is down");
        hour(delivery);
        assertThat(calls).containsExactly("1", "1", "1", "1");
        assertThat(queued).isEmpty();
    }

    @Test
    void progressBeginsTheCountOfFailuresAnew() {
        pages.add(Records.range(1, 5));
        answers.addAll(List.of(failed(1), failed(1), failed(2), failed(2), failed(2)));
        ShardDelivery delivery = delivery();
        delivery.advance();
        for (int i = 0; i < 5; i++) {
            hour(delivery);
        }
        assertThat(queued).isEmpty();
    }

    @Test
    void aBatchThatIsNotFullWaitsForItsWindow() {
        pages.add(Records.range(1, 3));
        ShardDelivery delivery = delivery(10, 3, Duration.ofSeconds(2));
        delivery.advance();
        now = 1_999;
        pages.add(Records.range(3, 4));
        delivery.advance();
        assertThat(calls).isEmpty();
        now = 2_000;
        delivery.advance();
        assertThat(calls).containsExactly("1 2 3");
    }

    @Test
    void aFullBatchWaitsForNoWindow() {
        pages.add(Records.range(0, 10));
        delivery(10, 3, Duration.ofSeconds(2)).advance();
        assertThat(calls).containsExactly(numbers(0, 10));
    }
}
