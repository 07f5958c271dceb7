package dev.trackbus.kinesis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Failure;
import org.junit.jupiter.api.Test;

class DeliverySchedulerTest extends DeliveryFixture {
    @Test
    void asksForNothingWhileThereIsNoWork() {
        DeliveryScheduler sender = sender(1, 100);
        assertThat(sender.next()).isNull();
        assertThat(sender.nextAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void waitsForOthersUntilTheLingerIsOver() {
        DeliveryScheduler sender = sender(1, 100);
        append(1, 10);
        assertThat(sender.next()).isNull();
        assertThat(sender.nextAt()).isEqualTo(now + LINGER);
        now += LINGER - 1;
        append(1, 10);
        assertThat(sender.next()).isNull();
        now += 1;
        assertThat(sequences(sender.next())).containsExactly(0L, 1L);
    }

    @Test
    void sendsAFullBatchOfFiveHundredAtOnce() {
        DeliveryScheduler sender = sender(2, 10_000);
        append(501, 10);
        assertThat(sender.next().batch().size()).isEqualTo(500);
        assertThat(sender.next()).isNull();
    }

    @Test
    void sendsWhatAnotherLargeRecordWouldCarryBeyondFiveMebibytes() {
        DeliveryScheduler sender = sender(2, 10_000);
        append(6, (1 << 20) - 1);
        Batch batch = sender.next().batch();
        assertThat(batch.bytes()).isEqualTo(5L << 20);
        assertThat(batch.size()).isEqualTo(5);
    }

    @Test
    void keepsNoMoreCallsInFlightThanThereAreLanes() {
        DeliveryScheduler sender = sender(2, 10_000);
        append(1_500, 10);
        PutRecordsCall first = sender.next();
        sender.next();
        assertThat(sender.next()).isNull();
        assertThat(sender.nextAt()).isEqualTo(Long.MAX_VALUE);
        sender.answered(first, Batch.EMPTY);
        assertThat(sender.next().batch().sequence(0)).isEqualTo(1_000);
    }

    @Test
    void whatWaitedForALaneDoesNotLingerAgain() {
        DeliveryScheduler sender = sender(1, 10_000);
        append(500, 10);
        PutRecordsCall first = sender.next();
        append(1, 10);
        sender.next();
        now += LINGER;
        sender.answered(first, Batch.EMPTY);
        assertThat(sequences(sender.next())).containsExactly(500L);
    }

    @Test
    void letsTheBufferGoOfWhatIsConfirmed() {
        DeliveryScheduler sender = sender(1, 10_000);
        append(500, 10);
        sender.answered(sender.next(), Batch.EMPTY);
        assertThat(buffer.records()).isZero();
        assertThat(counted("sent")).isEqualTo(500);
        assertThat(counted("resent")).isZero();
    }

    @Test
    void readsNoFurtherThanItsWindow() {
        DeliveryScheduler sender = sender(4, 700);
        append(2_000, 10);
        PutRecordsCall first = sender.next();
        assertThat(sender.next()).isNull();
        now += LINGER;
        assertThat(sender.next().batch().size()).isEqualTo(200);
        assertThat(sender.next()).isNull();
        now += LINGER;
        assertThat(sender.next()).isNull();
        sender.answered(first, Batch.EMPTY);
        assertThat(sender.next().batch().size()).isEqualTo(500);
    }

    @Test
    void aHurrySendsAtOnceWhatLingersAndWhatWaits() {
        DeliveryScheduler sender = sender(1, 10_000);
        append(500, 10);
        PutRecordsCall call = sender.next();
        sender.failed(call, Failure.UNAVAILABLE, "refused");
        append(1, 10);
        sender.hurry(now + 1_000, 400);
        assertThat(sender.next().batch().size()).isEqualTo(500);
    }

    @Test
    void aHurryBeginsNoCallAfterItsEnd() {
        DeliveryScheduler sender = sender(1, 10_000);
        sender.hurry(now + 500, 400);
        append(1, 10);
        now += 101;
        assertThat(sender.next()).isNull();
        assertThat(sender.nextAt()).isEqualTo(Long.MAX_VALUE);
        sender.resume();
        now += LINGER;
        assertThat(sender.next().batch().size()).isEqualTo(1);
    }

    @Test
    void aCallInAHurryMayNotTakeLongerThanThat() {
        DeliveryScheduler sender = sender(2, 10_000);
        append(500, 10);
        assertThat(sender.next().batch().timeoutMillis()).isZero();
        sender.hurry(now + 500, 400);
        append(500, 10);
        assertThat(sender.next().batch().timeoutMillis()).isEqualTo(400);
    }

    @Test
    void callsTakeTheirUsualTimeAgainAfterAHurry() {
        DeliveryScheduler sender = sender(1, 10_000);
        sender.hurry(now + 500, 400);
        sender.resume();
        append(500, 10);
        assertThat(sender.next().batch().timeoutMillis()).isZero();
    }

    @Test
    void lingersAgainAfterAHurry() {
        DeliveryScheduler sender = sender(1, 10_000);
        sender.hurry(now + 100, 50);
        sender.resume();
        append(1, 10);
        assertThat(sender.next()).isNull();
    }
}
