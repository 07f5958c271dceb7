package dev.trackbus.kinesis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Appended;
import dev.trackbus.bus.Failure;
import dev.trackbus.kinesis.metrics.KinesisMetrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Poison records, moved records and their waiters. */
class DeliverySchedulerSuspectTest extends DeliveryFixture {
    private static final long POISON = 1;

    private final List<Long> confirmed = new ArrayList<>();

    private DeliveryScheduler scheduler(Function<Long, Future<Void>> keep) {
        return new DeliveryScheduler(
                buffer,
                new KinesisMetrics(registry),
                new DeliveryConfig(1, LINGER, 100, clock, () -> now, () -> 0.5, () -> wakes++),
                (poison, why) -> keep.apply(poison.sequence()),
                waiters);
    }

    /** Makes calls for that time; those with a poison in them are called invalid. */
    private void run(DeliveryScheduler scheduler, long millis, long poison) {
        for (long end = now + millis; now < end; now += 10) {
            for (PutRecordsCall call = scheduler.next(); call != null; call = scheduler.next()) {
                if (sequences(call).contains(poison)) {
                    scheduler.failed(call, Failure.INTERNAL, "ValidationException");
                } else {
                    confirmed.addAll(sequences(call));
                    scheduler.answered(call, rejecting(call));
                }
            }
        }
    }

    /** Until the poison is proven, for which others have to pass. */
    private void prove(DeliveryScheduler scheduler) {
        append(3, 10);
        for (int i = 0; i < 10; i++) {
            run(scheduler, 10_000, POISON);
            append(1, 10);
        }
        run(scheduler, 10_000, POISON);
    }

    @Test
    void failsTheWaiterOfAPoisonRecord() {
        Future<Appended> poison = waiters.await(POISON);
        Future<Appended> other = waiters.await(POISON + 1);
        prove(scheduler(sequence -> Future.succeededFuture()));
        assertThat(poison.cause()).hasMessageContaining("ValidationException");
        assertThat(other.succeeded()).isTrue();
    }

    @Test
    void lettingGoOfThePoisonIsTheLastThingToDo() {
        Promise<Void> kept = Promise.promise();
        prove(scheduler(sequence -> kept.future()));
        assertThat(buffer.records()).isPositive();
        kept.complete();
        assertThat(buffer.records()).isZero();
    }

    @Test
    void aPoisonThatCouldNotBeKeptIsTriedAgain() {
        Deque<Future<Void>> keeping = new ArrayDeque<>(List.of(Future.failedFuture("disk full")));
        prove(scheduler(sequence -> keeping.isEmpty() ? Future.succeededFuture() : keeping.remove()));
        assertThat(counted("dead_lettered")).isEqualTo(1);
        assertThat(buffer.records()).isZero();
    }

    @Test
    void resendsASuspectWhoseCallFailsForAnotherReason() {
        DeliveryScheduler scheduler = scheduler(sequence -> Future.succeededFuture());
        append(2, 10);
        scheduler.failed(first(scheduler), Failure.INTERNAL, "ValidationException");
        PutRecordsCall suspect = first(scheduler);
        scheduler.failed(suspect, Failure.UNAVAILABLE, "down");
        run(scheduler, 30_000, Long.MAX_VALUE);
        assertThat(suspect.suspect()).isTrue();
        assertThat(confirmed).containsExactlyInAnyOrder(0L, 1L);
        assertThat(buffer.records()).isZero();
    }

    private PutRecordsCall first(DeliveryScheduler scheduler) {
        PutRecordsCall call = scheduler.next();
        for (long end = now + 20_000; call == null && now < end; now += 10) {
            call = scheduler.next();
        }
        assertThat(call).isNotNull();
        return call;
    }

    @Test
    void completesTheWaiterOfAMovedRecord() {
        DeliveryScheduler scheduler = scheduler(1, 2);
        append(4, 10);
        Future<Appended> finished = waiters.await(0);
        for (long end = now + 60_000; now < end && counted("moved") < 1; now += 10) {
            for (PutRecordsCall call = scheduler.next(); call != null; call = scheduler.next()) {
                int first = sequences(call).indexOf(0L);
                scheduler.answered(call, first < 0 ? rejecting(call) : rejecting(call, first));
            }
        }
        assertThat(finished.isComplete()).isFalse();
        run(scheduler, 10_000, Long.MAX_VALUE);
        assertThat(finished.succeeded()).isTrue();
    }

    @Test
    void hurryingSendsNothingTwice() {
        DeliveryScheduler scheduler = scheduler(1, 100);
        append(3, 10);
        PutRecordsCall call = first(scheduler);
        scheduler.answered(call, rejecting(call, 0, 1, 2));
        scheduler.hurry(now + 60_000, 100);
        assertThat(sequences(first(scheduler))).containsExactlyInAnyOrder(0L, 1L, 2L);
    }
}
