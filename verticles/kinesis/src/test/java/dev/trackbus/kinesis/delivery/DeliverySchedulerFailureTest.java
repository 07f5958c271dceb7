package dev.trackbus.kinesis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Failure;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliverySchedulerFailureTest extends DeliveryFixture {
    @Test
    void sendsOnlyTheRejectedAgain() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(500, 10);
        PutRecordsCall call = scheduler.next();
        scheduler.answered(call, rejecting(call, 3, 77, 499));
        now += 50 + LINGER;
        scheduler.next();
        now += LINGER;
        PutRecordsCall again = scheduler.next();
        assertThat(sequences(again)).containsExactlyInAnyOrder(3L, 77L, 499L);
        assertThat(counted("sent")).isEqualTo(497);
        assertThat(counted("resent")).isEqualTo(3);
        scheduler.answered(again, Batch.EMPTY);
        assertThat(buffer.records()).isZero();
    }

    @Test
    void holdsTheBufferAtTheFirstUnconfirmed() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(500, 10);
        PutRecordsCall call = scheduler.next();
        scheduler.answered(call, rejecting(call, 3));
        assertThat(buffer.records()).isEqualTo(497);
    }

    @Test
    void aRejectedEventWaitsLongerWithEachAttempt() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(1, 10);
        scheduler.next();
        for (long longest : new long[] {50, 100, 200, 400}) {
            now += LINGER;
            PutRecordsCall call = scheduler.next();
            scheduler.answered(call, rejecting(call, 0));
            assertThat(scheduler.nextAt()).isEqualTo(now + longest);
            now += longest - 1;
            assertThat(scheduler.next()).isNull();
            now += 1;
            assertThat(scheduler.next()).isNull();
            assertThat(scheduler.nextAt()).isEqualTo(now + LINGER);
        }
    }

    @Test
    void newEventsFlowWhileOthersAreRejectedWithoutEnd() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(500, 10);
        PutRecordsCall call = scheduler.next();
        scheduler.answered(call, rejecting(call, IntStream.range(0, 500).boxed().toArray(Integer[]::new)));
        now += 50;
        append(1_000, 10);
        List<Long> next = sequences(scheduler.next());
        assertThat(next).hasSize(500);
        assertThat(next.stream().filter(sequence -> sequence < 500)).hasSize(250);
    }

    @Test
    void repeatsAloneMayFillABatch() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(500, 10);
        PutRecordsCall call = scheduler.next();
        scheduler.answered(call, rejecting(call, IntStream.range(0, 500).boxed().toArray(Integer[]::new)));
        now += 50;
        assertThat(scheduler.next().batch().size()).isEqualTo(500);
    }

    @Test
    void sendsAllOfAFailedCallAgain() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(500, 10);
        PutRecordsCall call = scheduler.next();
        scheduler.failed(call, Failure.UNAVAILABLE, "InternalFailure");
        assertThat(scheduler.next()).isNull();
        assertThat(buffer.records()).isEqualTo(500);
        now += 50;
        assertThat(sequences(scheduler.next())).hasSameElementsAs(sequences(call));
        assertThat(counted("calls.failed")).isEqualTo(1);
    }

    @Test
    void aSlotPausesAfterAFailedCallForNewEventsToo() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(1_000, 10);
        scheduler.failed(scheduler.next(), Failure.UNAVAILABLE, "refused");
        assertThat(scheduler.next()).isNull();
        assertThat(scheduler.nextAt()).isEqualTo(now + 50);
        now += 50;
        scheduler.failed(scheduler.next(), Failure.UNAVAILABLE, "refused");
        assertThat(scheduler.nextAt()).isEqualTo(now + 100);
    }

    @Test
    void aSuccessResetsTheBackoffOfASlot() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(1_500, 10);
        scheduler.failed(scheduler.next(), Failure.UNAVAILABLE, "refused");
        now += 50;
        scheduler.answered(scheduler.next(), Batch.EMPTY);
        scheduler.failed(scheduler.next(), Failure.UNAVAILABLE, "refused");
        assertThat(scheduler.nextAt()).isEqualTo(now + 50);
    }

    @Test
    void anAnswerAboutOtherEventsIsAFailure() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(500, 10);
        PutRecordsCall call = scheduler.next();
        scheduler.answered(
                call, new Batch.Builder().add(4_711, "k", new byte[1]).build());
        assertThat(buffer.records()).isEqualTo(500);
        assertThat(counted("calls.failed")).isEqualTo(1);
    }

    @Test
    void threeFailuresInARowAreAnOutageUntilTheNextSuccess() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(500, 10);
        for (int i = 0; i < 3; i++) {
            assertThat(scheduler.circuit().isOpen()).isFalse();
            scheduler.failed(scheduler.next(), Failure.UNAVAILABLE, "ResourceNotFoundException");
            now += 5_000;
        }
        assertThat(scheduler.circuit().isOpen()).isTrue();
        assertThat(scheduler.circuit())
                .hasToString("calls fail since 1970-01-01T00:16:40Z: UNAVAILABLE: ResourceNotFoundException");
        scheduler.answered(scheduler.next(), Batch.EMPTY);
        assertThat(scheduler.circuit().isOpen()).isFalse();
    }

    @Test
    void isolatingPoisonIsNoOutage() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(500, 10);
        for (int i = 0; i < 5; i++) {
            scheduler.failed(scheduler.next(), Failure.INTERNAL, "ValidationException");
            now += 5_000;
        }
        assertThat(scheduler.circuit().isOpen()).isFalse();
    }

    @Test
    void suspectsThatFailForAnotherReasonAreAnOutage() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(500, 10);
        scheduler.failed(scheduler.next(), Failure.INTERNAL, "ValidationException");
        for (int i = 0; i < 2; i++) {
            now += 5_000;
            PutRecordsCall call = scheduler.next();
            assertThat(call.suspect()).isTrue();
            scheduler.failed(call, Failure.UNAVAILABLE, "down");
        }
        assertThat(scheduler.circuit().isOpen()).isTrue();
    }

    @Test
    void recordsOfAFailedCallStayTogether() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(500, 10);
        for (long pause : new long[] {50, 100, 200}) {
            PutRecordsCall call = scheduler.next();
            assertThat(call.batch().size()).isEqualTo(500);
            scheduler.failed(call, Failure.UNAVAILABLE, "down");
            now += pause;
        }
        assertThat(scheduler.next().resent()).isEqualTo(500);
    }
}
