package dev.trackbus.kinesis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Failure;
import dev.trackbus.kinesis.metrics.KinesisMetrics;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Records that Kinesis rejects, for a time or for good; a stream in memory decides. */
class DeliverySchedulerStuckTest extends DeliveryFixture {
    private final List<String> stream = new ArrayList<>();
    private int calls;

    private void append(int from, int to, String prefix) {
        IntStream.range(from, to).forEach(i -> buffer.append(prefix + i, new byte[10], ANY));
    }

    /** Makes calls for that time; new events come all the while. */
    private void run(DeliveryScheduler scheduler, long millis, Predicate<String> rejected, Predicate<String> poison) {
        for (long end = now + millis; now < end; now += 10) {
            append((int) now, (int) now + 1, "good-");
            for (PutRecordsCall call = scheduler.next(); call != null; call = scheduler.next()) {
                calls++;
                answer(scheduler, call, rejected, poison);
            }
        }
    }

    private void answer(
            DeliveryScheduler scheduler, PutRecordsCall call, Predicate<String> rejected, Predicate<String> poison) {
        List<String> keys = call.records().stream().map(InFlightRecord::key).toList();
        if (keys.stream().anyMatch(poison)) {
            scheduler.failed(call, Failure.INTERNAL, "ValidationException");
            return;
        }
        keys.stream().filter(rejected.negate()).forEach(stream::add);
        scheduler.answered(
                call,
                rejecting(
                        call,
                        IntStream.range(0, keys.size())
                                .filter(i -> rejected.test(keys.get(i)))
                                .boxed()
                                .toArray(Integer[]::new)));
    }

    private static boolean none(String key) {
        return false;
    }

    @Test
    void onlyThePoisonInACallBecomesADeadLetter() {
        DeliveryScheduler scheduler = scheduler(2, 10_000);
        append(0, 400, "event-");
        run(scheduler, 60_000, DeliverySchedulerStuckTest::none, "event-77"::equals);
        assertThat(deadLetterHandler).containsExactly(77L);
        assertThat(counted("dead_lettered")).isEqualTo(1);
        assertThat(wakes).isEqualTo(1);
        assertThat(stream).doesNotContain("event-77").doesNotHaveDuplicates().contains("event-76", "event-78");
        assertThat(stream.stream().filter(key -> key.startsWith("event-"))).hasSize(399);
        assertThat(buffer.records()).isLessThan(20);
    }

    @Test
    void severalPoisonsInOneCallAreAllFound() {
        DeliveryScheduler scheduler = scheduler(2, 10_000);
        append(0, 400, "event-");
        run(scheduler, 120_000, DeliverySchedulerStuckTest::none, key -> List.of("event-7", "event-8", "event-300")
                .contains(key));
        assertThat(deadLetterHandler).containsExactlyInAnyOrder(7L, 8L, 300L);
        assertThat(buffer.records()).isLessThan(20);
    }

    @Test
    void aStreamThatRejectsAllCallsAsInvalidProvesNothing() {
        DeliveryScheduler scheduler = scheduler(4, 10_000);
        append(0, 3_000, "event-");
        run(scheduler, 120_000, DeliverySchedulerStuckTest::none, key -> true);
        assertThat(deadLetterHandler).isEmpty();
        assertThat(stream).isEmpty();
        int before = calls;
        now += 10_000;
        run(scheduler, 20_000, DeliverySchedulerStuckTest::none, DeliverySchedulerStuckTest::none);
        assertThat(stream).doesNotHaveDuplicates().hasSizeGreaterThan(3_000);
        assertThat(calls - before).isLessThan(1_200);
    }

    @Test
    void doesNotConfirmPoisonThatCannotBeStored() {
        DeliveryScheduler scheduler = new DeliveryScheduler(
                buffer,
                new KinesisMetrics(registry),
                new DeliveryConfig(2, LINGER, 10_000, clock, () -> now, () -> 0.5, () -> wakes++),
                (poison, why) -> Future.failedFuture("disk full"),
                waiters);
        append(0, 10, "event-");
        run(scheduler, 60_000, DeliverySchedulerStuckTest::none, "event-0"::equals);
        assertThat(buffer.records()).isGreaterThan(1_000);
        assertThat(counted("dead_lettered")).isZero();
        assertThat(wakes).isPositive();
    }

    @Test
    void stuckRecordsDoNotBlockAFullWindow() {
        DeliveryScheduler scheduler = scheduler(2, 700);
        append(0, 2_000, "bad-");
        append(0, 2_000, "event-");
        run(scheduler, 60_000, key -> key.startsWith("bad"), DeliverySchedulerStuckTest::none);
        assertThat(stream.stream().filter(key -> key.startsWith("event-"))).hasSize(2_000);
        assertThat(counted("moved")).isGreaterThan(1_000);
        assertThat(wakes).isPositive();
        assertThat(buffer.records()).isLessThan(2_000 + 1_000);
        run(scheduler, 20_000, DeliverySchedulerStuckTest::none, DeliverySchedulerStuckTest::none);
        assertThat(stream.stream().filter(key -> key.startsWith("bad-"))).hasSize(2_000);
        assertThat(stream).doesNotHaveDuplicates();
    }

    @Test
    void movesNothingDuringAnOutage() {
        DeliveryScheduler scheduler = scheduler(2, 700);
        append(0, 2_000, "event-");
        for (int i = 0; i < 1_000; i++) {
            now += 10;
            for (PutRecordsCall call = scheduler.next(); call != null; call = scheduler.next()) {
                scheduler.failed(call, Failure.UNAVAILABLE, "down");
            }
        }
        assertThat(counted("moved")).isZero();
        assertThat(buffer.records()).isEqualTo(2_000);
    }

    @Test
    void theWindowCountsFromTheCheckpointOnDisk() {
        InFlightWindow window = new InFlightWindow(10);
        for (int i = 0; i < 8; i++) {
            InFlightRecord event = new InFlightRecord(i, "k", new byte[1], 0, 0, false);
            event.send();
            event.confirm();
            window.add(event);
        }
        assertThat(window.advance(8)).isEqualTo(8);
        window.add(new InFlightRecord(8, "k", new byte[1], 0, 0, false));
        window.add(new InFlightRecord(9, "k", new byte[1], 0, 0, false));
        assertThat(window.hasRoom(0)).isFalse();
        assertThat(window.hasRoom(1)).isTrue();
    }

    @Test
    void theWindowBoundsItsBytes() {
        InFlightWindow window = new InFlightWindow(1_000);
        for (int i = 0; i < 32; i++) {
            assertThat(window.hasRoom(0)).isTrue();
            window.add(new InFlightRecord(i, "k", new byte[1 << 20], 0, 0, false));
        }
        assertThat(window.hasRoom(0)).isFalse();
    }

    @Test
    void anEmptyWindowPassesOverNumbersThatNoEventHas() {
        InFlightWindow window = new InFlightWindow(10);
        window.add(new InFlightRecord(3, "k", new byte[1], 0, 0, false));
        assertThat(window.advance(9)).isZero();
        assertThat(window.isConfirmed(3)).isFalse();
    }

    @Test
    void completesAWaiterBeforeEarlierEventsAreConfirmed() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(0, 500, "event-");
        var answer = waiters.await(4);
        var other = waiters.await(3);
        PutRecordsCall call = scheduler.next();
        scheduler.answered(call, rejecting(call, 3));
        assertThat(answer.result().sequence()).isEqualTo(4);
        assertThat(other.isComplete()).isFalse();
        assertThat(scheduler.isConfirmed(4)).isTrue();
        assertThat(scheduler.isConfirmed(3)).isFalse();
        assertThat(scheduler.isConfirmed(500)).isFalse();
    }

    @Test
    void aWaiterMovesWithItsEventAndExpires() {
        var answer = waiters.await(1);
        waiters.moved(1, 9);
        waiters.confirmed(1);
        assertThat(answer.isComplete()).isFalse();
        waiters.confirmed(9);
        assertThat(answer.succeeded()).isTrue();
        waiters.await(10);
        now += 5_001;
        waiters.await(11);
        assertThat(waiters.size()).isEqualTo(1);
        var poison = waiters.await(12);
        waiters.deadLettered(12, "never");
        assertThat(poison.failed()).isTrue();
    }

    @Test
    void anEmptyAnswerConfirmsAll() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(0, 500, "event-");
        scheduler.answered(scheduler.next(), Batch.EMPTY);
        assertThat(buffer.records()).isZero();
    }
}
