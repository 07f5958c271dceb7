package dev.trackbus.kinesis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Batch;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Calls that Kinesis answers by rejecting every record. */
class DeliverySchedulerRejectionTest extends DeliveryFixture {
    private long records;

    private void rejectAll(DeliveryScheduler sender, PutRecordsCall call) {
        sender.answered(call, rejectingAll(call));
    }

    private static Batch rejectingAll(PutRecordsCall call) {
        return rejecting(call, IntStream.range(0, call.batch().size()).boxed().toArray(Integer[]::new));
    }

    /** Makes calls for that time, which are all rejected. */
    private void rejectFor(DeliveryScheduler sender, long millis) {
        for (long end = now + millis; now < end; now += 10) {
            for (PutRecordsCall call = sender.next(); call != null; call = sender.next()) {
                records += call.batch().size();
                rejectAll(sender, call);
            }
        }
    }

    private PutRecordsCall nextCall(DeliveryScheduler sender) {
        PutRecordsCall call = sender.next();
        for (; call == null; call = sender.next()) {
            now += 10;
        }
        return call;
    }

    @Test
    void aCallOfWhichNothingPassedCountsAsFailed() {
        DeliveryScheduler sender = sender(1, 10_000);
        append(500, 10);
        rejectAll(sender, sender.next());
        assertThat(counted("calls.failed")).isEqualTo(1);
        assertThat(counted("rejected")).isEqualTo(500);
    }

    @Test
    void aCallOfWhichOneRecordPassedCountsAsAnswered() {
        DeliveryScheduler sender = sender(1, 10_000);
        append(2, 10);
        now += LINGER;
        PutRecordsCall call = nextCall(sender);
        sender.answered(call, rejecting(call, 0));
        assertThat(counted("calls.failed")).isZero();
        assertThat(counted("rejected")).isEqualTo(1);
    }

    @Test
    void aLanePausesWhenNoneOfItsNewEventsPassed() {
        DeliveryScheduler sender = sender(1, 10_000);
        append(1_000, 10);
        rejectAll(sender, sender.next());
        assertThat(sender.next()).isNull();
        now += 50;
        assertThat(sender.next()).isNotNull();
    }

    @Test
    void newEventsNeedNotWaitForRetriesThatAllFail() {
        DeliveryScheduler sender = sender(1, 10_000);
        append(1, 10);
        for (int i = 0; i < 6; i++) {
            rejectAll(sender, nextCall(sender));
        }
        append(500, 10);
        assertThat(sender.next().batch().size()).isEqualTo(500);
    }

    @Test
    void isAnOutageWhenEveryRecordIsRejectedForThreeSeconds() {
        DeliveryScheduler sender = sender(4, 10_000);
        append(500, 10);
        rejectFor(sender, CircuitState.REJECTED_MILLIS);
        assertThat(sender.circuit().isOpen()).isFalse();
        rejectFor(sender, 6_000);
        assertThat(sender.circuit().isOpen()).isTrue();
        assertThat(sender.circuit().toString()).matches("all records are rejected since .*Z: InternalFailure");
    }

    @Test
    void theOutageEndsWithTheFirstRecordThatPasses() {
        DeliveryScheduler sender = sender(1, 10_000);
        append(500, 10);
        rejectFor(sender, 10_000);
        PutRecordsCall call = nextCall(sender);
        sender.answered(call, rejecting(call, IntStream.range(1, 500).boxed().toArray(Integer[]::new)));
        assertThat(sender.circuit().isOpen()).isFalse();
    }

    @Test
    void aShardThatRejectsEverythingIsNoOutageWhileOthersPass() {
        DeliveryScheduler sender = sender(1, 10_000);
        append(1, 10);
        for (long end = now + 30_000; now < end; now += 10) {
            if (now % 1_000 == 0) {
                append(1, 10);
            }
            for (PutRecordsCall call = sender.next(); call != null; call = sender.next()) {
                int stuck = sequences(call).indexOf(0L);
                sender.answered(call, stuck < 0 ? Batch.EMPTY : rejecting(call, stuck));
            }
            assertThat(sender.circuit().isOpen()).isFalse();
        }
    }

    @Test
    void aStuckStreamIsSentFewRecordsWithoutTraffic() {
        DeliveryScheduler sender = sender(4, 2_000);
        append(2_000, 10);
        rejectFor(sender, 60_000);
        records = 0;
        rejectFor(sender, 60_000);
        assertThat(records).isPositive().isLessThan(60 * 200);
    }

    @Test
    void newEventsOfAStuckStreamAreNotTriedAgainAndAgain() {
        DeliveryScheduler sender = sender(4, 2_000);
        append(500, 10);
        rejectFor(sender, 20_000);
        append(1_500, 10);
        records = 0;
        rejectFor(sender, 10_000);
        assertThat(records).isLessThan(1_500 + 10 * 400);
    }

    @Test
    void aStuckStreamHasNothingAppendedAgainWhereNothingNewWaits() {
        DeliveryScheduler sender = sender(4, 700);
        append(700, 10);
        rejectFor(sender, 60_000);
        assertThat(counted("moved")).isZero();
    }

    @Test
    void aStuckStreamHasFewEventsAppendedAgainWhereNewOnesWait() {
        DeliveryScheduler sender = sender(4, 2_000);
        append(20_000, 10);
        rejectFor(sender, 60_000);
        assertThat(counted("moved")).isPositive().isLessThanOrEqualTo(13 * StuckRecordMover.FEW);
    }

    @Test
    void everyEventOfAStuckStreamPassesWhenItIsWellAgain() {
        DeliveryScheduler sender = sender(4, 2_000);
        append(20_000, 10);
        rejectFor(sender, 60_000);
        for (long end = now + 15_000; now < end; now += 10) {
            for (PutRecordsCall call = sender.next(); call != null; call = sender.next()) {
                sender.answered(call, Batch.EMPTY);
            }
        }
        assertThat(buffer.records()).isZero();
    }

    @Test
    void anEventThatIsAppendedAgainKeepsItsAge() {
        DeliveryScheduler sender = sender(1, 1);
        append(2, 10);
        long first = now;
        for (long end = now + 20_000; now < end && counted("moved") == 0; now += 10) {
            for (PutRecordsCall call = sender.next(); call != null; call = sender.next()) {
                rejectAll(sender, call);
            }
        }
        assertThat(counted("moved")).isEqualTo(1);
        assertThat(buffer.oldestAppendedAt()).isEqualTo(first);
        assertThat(List.of(buffer.records())).containsExactly(2L);
    }
}
