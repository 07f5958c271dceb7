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

/** What becomes of single events: of one that is poison, one that is finished, and of those who wait for it. */
class DeliverySchedulerSuspectTest extends DeliveryFixture {
    private static final long POISON = 1;

    private final List<Long> confirmed = new ArrayList<>();

    private DeliveryScheduler sender(Function<Long, Future<Void>> keep) {
        return new DeliveryScheduler(
                buffer,
                new KinesisMetrics(registry),
                new DeliveryConfig(1, LINGER, 100, clock, () -> now, () -> 0.5, () -> wakes++),
                (poison, why) -> keep.apply(poison.sequence()),
                waiters);
    }

    /** Makes calls for that time; those with a poison in them are called invalid. */
    private void run(DeliveryScheduler sender, long millis, long poison) {
        for (long end = now + millis; now < end; now += 10) {
            for (PutRecordsCall call = sender.next(); call != null; call = sender.next()) {
                if (sequences(call).contains(poison)) {
                    sender.failed(call, Failure.INTERNAL, "ValidationException");
                } else {
                    confirmed.addAll(sequences(call));
                    sender.answered(call, rejecting(call));
                }
            }
        }
    }

    /** Until the poison is proven, for which others have to pass. */
    private void prove(DeliveryScheduler sender) {
        append(3, 10);
        for (int i = 0; i < 10; i++) {
            run(sender, 10_000, POISON);
            append(1, 10);
        }
        run(sender, 10_000, POISON);
    }

    @Test
    void whoWaitsForAPoisonHearsThatItIsOne() {
        Future<Appended> poison = waiters.await(POISON);
        Future<Appended> other = waiters.await(POISON + 1);
        prove(sender(sequence -> Future.succeededFuture()));
        assertThat(poison.cause()).hasMessageContaining("ValidationException");
        assertThat(other.succeeded()).isTrue();
    }

    @Test
    void lettingGoOfThePoisonIsTheLastThingToDo() {
        Promise<Void> kept = Promise.promise();
        prove(sender(sequence -> kept.future()));
        assertThat(buffer.records()).isPositive();
        kept.complete();
        assertThat(buffer.records()).isZero();
    }

    @Test
    void aPoisonThatCouldNotBeKeptIsTriedAgain() {
        Deque<Future<Void>> keeping = new ArrayDeque<>(List.of(Future.failedFuture("disk full")));
        prove(sender(sequence -> keeping.isEmpty() ? Future.succeededFuture() : keeping.remove()));
        assertThat(counted("dead_lettered")).isEqualTo(1);
        assertThat(buffer.records()).isZero();
    }

    @Test
    void aSuspectWhoseCallFailsForAnotherReasonIsSentAgain() {
        DeliveryScheduler sender = sender(sequence -> Future.succeededFuture());
        append(2, 10);
        sender.failed(first(sender), Failure.INTERNAL, "ValidationException");
        PutRecordsCall suspect = first(sender);
        sender.failed(suspect, Failure.UNAVAILABLE, "down");
        run(sender, 30_000, Long.MAX_VALUE);
        assertThat(suspect.suspect()).isTrue();
        assertThat(confirmed).containsExactlyInAnyOrder(0L, 1L);
        assertThat(buffer.records()).isZero();
    }

    private PutRecordsCall first(DeliveryScheduler sender) {
        PutRecordsCall call = sender.next();
        for (long end = now + 20_000; call == null && now < end; now += 10) {
            call = sender.next();
        }
        assertThat(call).isNotNull();
        return call;
    }

    @Test
    void whoWaitsForAnEventThatIsParkedHearsWhenItIsConfirmedUnderItsNewNumber() {
        DeliveryScheduler sender = sender(1, 2);
        append(4, 10);
        Future<Appended> finished = waiters.await(0);
        for (long end = now + 60_000; now < end && counted("moved") < 1; now += 10) {
            for (PutRecordsCall call = sender.next(); call != null; call = sender.next()) {
                int first = sequences(call).indexOf(0L);
                sender.answered(call, first < 0 ? rejecting(call) : rejecting(call, first));
            }
        }
        assertThat(finished.isComplete()).isFalse();
        run(sender, 10_000, Long.MAX_VALUE);
        assertThat(finished.succeeded()).isTrue();
    }

    @Test
    void hurryingSendsNothingTwice() {
        DeliveryScheduler sender = sender(1, 100);
        append(3, 10);
        PutRecordsCall call = first(sender);
        sender.answered(call, rejecting(call, 0, 1, 2));
        sender.hurry(now + 60_000, 100);
        assertThat(sequences(first(sender))).containsExactlyInAnyOrder(0L, 1L, 2L);
    }
}
