package dev.trackbus.kinesis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Batch;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Calls that Kinesis answers by rejecting every record. */
class DeliverySchedulerRejectionTest extends DeliveryFixture {
    private long records;

    private void rejectAll(DeliveryScheduler scheduler, PutRecordsCall call) {
        scheduler.answered(call, rejectingAll(call));
    }

    private static Batch rejectingAll(PutRecordsCall call) {
        return rejecting(call, IntStream.range(0, call.batch().size()).boxed().toArray(Integer[]::new));
    }

    /** Makes calls for that time, which are all rejected. */
    private void rejectFor(DeliveryScheduler scheduler, long millis) {
        for (long end = now + millis; now < end; now += 10) {
            for (PutRecordsCall call = scheduler.next(); call != null; call = scheduler.next()) {
                records += call.batch().size();
                rejectAll(scheduler, call);
            }
        }
    }

    private PutRecordsCall nextCall(DeliveryScheduler scheduler) {
        PutRecordsCall call = scheduler.next();
        for (; call == null; call = scheduler.next()) {
            now += 10;
        }
        return call;
    }

    @Test
    void aCallOfWhichNothingPassedCountsAsFailed() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(500, 10);
        rejectAll(scheduler, scheduler.next());
        assertThat(counted("calls.failed")).isEqualTo(1);
        assertThat(counted("rejected")).isEqualTo(500);
    }

    @Test
    void aCallOfWhichOneRecordPassedCountsAsAnswered() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(2, 10);
        now += LINGER;
        PutRecordsCall call = nextCall(scheduler);
        scheduler.answered(call, rejecting(call, 0));
        assertThat(counted("calls.failed")).isZero();
        assertThat(counted("rejected")).isEqualTo(1);
    }

    @Test
    void aSlotPausesWhenAllItsNewRecordsAreRejected() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(1_000, 10);
        rejectAll(scheduler, scheduler.next());
        assertThat(scheduler.next()).isNull();
        now += 50;
        assertThat(scheduler.next()).isNotNull();
    }

    @Test
    void newEventsNeedNotWaitForRetriesThatAllFail() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(1, 10);
        for (int i = 0; i < 6; i++) {
            rejectAll(scheduler, nextCall(scheduler));
        }
        append(500, 10);
        assertThat(scheduler.next().batch().size()).isEqualTo(500);
    }

    @Test
    void isAnOutageWhenEveryRecordIsRejectedForThreeSeconds() {
        DeliveryScheduler scheduler = scheduler(4, 10_000);
        append(500, 10);
        rejectFor(scheduler, CircuitState.REJECTED_MILLIS);
        assertThat(scheduler.circuit().isOpen()).isFalse();
        rejectFor(scheduler, 6_000);
        assertThat(scheduler.circuit().isOpen()).isTrue();
        assertThat(scheduler.circuit().toString()).matches("all records are rejected since .*Z: InternalFailure");
    }

    @Test
    void theOutageEndsWithTheFirstAcceptedRecord() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(500, 10);
        rejectFor(scheduler, 10_000);
        PutRecordsCall call = nextCall(scheduler);
        scheduler.answered(call, rejecting(call, IntStream.range(1, 500).boxed().toArray(Integer[]::new)));
        assertThat(scheduler.circuit().isOpen()).isFalse();
    }

    @Test
    void oneThrottledShardIsNoOutage() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(1, 10);
        for (long end = now + 30_000; now < end; now += 10) {
            if (now % 1_000 == 0) {
                append(1, 10);
            }
            for (PutRecordsCall call = scheduler.next(); call != null; call = scheduler.next()) {
                int stuck = sequences(call).indexOf(0L);
                scheduler.answered(call, stuck < 0 ? Batch.EMPTY : rejecting(call, stuck));
            }
            assertThat(scheduler.circuit().isOpen()).isFalse();
        }
    }

    @Test
    void aStuckStreamIsSentFewRecordsWithoutTraffic() {
        DeliveryScheduler scheduler = scheduler(4, 2_000);
        append(2_000, 10);
        rejectFor(scheduler, 60_000);
        records = 0;
        rejectFor(scheduler, 60_000);
        assertThat(records).isPositive().isLessThan(60 * 200);
    }

    @Test
    void newEventsOfAStuckStreamAreNotTriedAgainAndAgain() {
        DeliveryScheduler scheduler = scheduler(4, 2_000);
        append(500, 10);
        rejectFor(scheduler, 20_000);
        append(1_500, 10);
        records = 0;
        rejectFor(scheduler, 10_000);
        assertThat(records).isLessThan(1_500 + 10 * 400);
    }

    @Test
    void movesNothingWithoutNewEventsBehindTheWindow() {
        DeliveryScheduler scheduler = scheduler(4, 700);
        append(700, 10);
        rejectFor(scheduler, 60_000);
        assertThat(counted("moved")).isZero();
    }

    @Test
    void movesFewRecordsWhenTheStreamRejectsAll() {
        DeliveryScheduler scheduler = scheduler(4, 2_000);
        append(20_000, 10);
        rejectFor(scheduler, 60_000);
        assertThat(counted("moved")).isPositive().isLessThanOrEqualTo(13 * StuckRecordMover.FEW);
    }

    @Test
    void sendsAllEventsWhenAStuckStreamRecovers() {
        DeliveryScheduler scheduler = scheduler(4, 2_000);
        append(20_000, 10);
        rejectFor(scheduler, 60_000);
        for (long end = now + 15_000; now < end; now += 10) {
            for (PutRecordsCall call = scheduler.next(); call != null; call = scheduler.next()) {
                scheduler.answered(call, Batch.EMPTY);
            }
        }
        assertThat(buffer.records()).isZero();
    }

    @Test
    void anEventThatIsAppendedAgainKeepsItsAge() {
        DeliveryScheduler scheduler = scheduler(1, 1);
        append(2, 10);
        long first = now;
        for (long end = now + 20_000; now < end && counted("moved") == 0; now += 10) {
            for (PutRecordsCall call = scheduler.next(); call != null; call = scheduler.next()) {
                rejectAll(scheduler, call);
            }
        }
        assertThat(counted("moved")).isEqualTo(1);
        assertThat(buffer.oldestAppendedAt()).isEqualTo(first);
        assertThat(List.of(buffer.records())).containsExactly(2L);
    }
}
