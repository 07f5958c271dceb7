package dev.trackbus.kinesis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Failure;
import org.junit.jupiter.api.Test;

class DeliverySchedulerTest extends DeliveryFixture {
    @Test
    void setsNoTimerWithoutWork() {
        DeliveryScheduler scheduler = scheduler(1, 100);
        assertThat(scheduler.next()).isNull();
        assertThat(scheduler.nextAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void waitsForOthersUntilTheLingerIsOver() {
        DeliveryScheduler scheduler = scheduler(1, 100);
        append(1, 10);
        assertThat(scheduler.next()).isNull();
        assertThat(scheduler.nextAt()).isEqualTo(now + LINGER);
        now += LINGER - 1;
        append(1, 10);
        assertThat(scheduler.next()).isNull();
        now += 1;
        assertThat(sequences(scheduler.next())).containsExactly(0L, 1L);
    }

    @Test
    void sendsAFullBatchOfFiveHundredAtOnce() {
        DeliveryScheduler scheduler = scheduler(2, 10_000);
        append(501, 10);
        assertThat(scheduler.next().batch().size()).isEqualTo(500);
        assertThat(scheduler.next()).isNull();
    }

    @Test
    void staysWithinFiveMebibytesOfACall() {
        DeliveryScheduler scheduler = scheduler(2, 10_000);
        append(6, (1 << 20) - 1);
        Batch batch = scheduler.next().batch();
        assertThat(batch.bytes()).isEqualTo(5L << 20);
        assertThat(batch.size()).isEqualTo(5);
    }

    @Test
    void hasNoMoreCallsInFlightThanSlots() {
        DeliveryScheduler scheduler = scheduler(2, 10_000);
        append(1_500, 10);
        PutRecordsCall first = scheduler.next();
        scheduler.next();
        assertThat(scheduler.next()).isNull();
        assertThat(scheduler.nextAt()).isEqualTo(Long.MAX_VALUE);
        scheduler.answered(first, Batch.EMPTY);
        assertThat(scheduler.next().batch().sequence(0)).isEqualTo(1_000);
    }

    @Test
    void aBatchThatWaitedForASlotDoesNotLingerAgain() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(500, 10);
        PutRecordsCall first = scheduler.next();
        append(1, 10);
        scheduler.next();
        now += LINGER;
        scheduler.answered(first, Batch.EMPTY);
        assertThat(sequences(scheduler.next())).containsExactly(500L);
    }

    @Test
    void confirmsAcceptedEventsToTheBuffer() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(500, 10);
        scheduler.answered(scheduler.next(), Batch.EMPTY);
        assertThat(buffer.records()).isZero();
        assertThat(counted("sent")).isEqualTo(500);
        assertThat(counted("resent")).isZero();
    }

    @Test
    void readsNoFurtherThanItsWindow() {
        DeliveryScheduler scheduler = scheduler(4, 700);
        append(2_000, 10);
        PutRecordsCall first = scheduler.next();
        assertThat(scheduler.next()).isNull();
        now += LINGER;
        assertThat(scheduler.next().batch().size()).isEqualTo(200);
        assertThat(scheduler.next()).isNull();
        now += LINGER;
        assertThat(scheduler.next()).isNull();
        scheduler.answered(first, Batch.EMPTY);
        assertThat(scheduler.next().batch().size()).isEqualTo(500);
    }

    @Test
    void aHurrySendsAtOnceWhatLingersAndWhatWaits() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        append(500, 10);
        PutRecordsCall call = scheduler.next();
        scheduler.failed(call, Failure.UNAVAILABLE, "refused");
        append(1, 10);
        scheduler.hurry(now + 1_000, 400);
        assertThat(scheduler.next().batch().size()).isEqualTo(500);
    }

    @Test
    void aHurryBeginsNoCallAfterItsEnd() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        scheduler.hurry(now + 500, 400);
        append(1, 10);
        now += 101;
        assertThat(scheduler.next()).isNull();
        assertThat(scheduler.nextAt()).isEqualTo(Long.MAX_VALUE);
        scheduler.resume();
        now += LINGER;
        assertThat(scheduler.next().batch().size()).isEqualTo(1);
    }

    @Test
    void aCallInAHurryMayNotTakeLongerThanThat() {
        DeliveryScheduler scheduler = scheduler(2, 10_000);
        append(500, 10);
        assertThat(scheduler.next().batch().timeoutMillis()).isZero();
        scheduler.hurry(now + 500, 400);
        append(500, 10);
        assertThat(scheduler.next().batch().timeoutMillis()).isEqualTo(400);
    }

    @Test
    void callsTakeTheirUsualTimeAgainAfterAHurry() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        scheduler.hurry(now + 500, 400);
        scheduler.resume();
        append(500, 10);
        assertThat(scheduler.next().batch().timeoutMillis()).isZero();
    }

    @Test
    void lingersAgainAfterAHurry() {
        DeliveryScheduler scheduler = scheduler(1, 10_000);
        scheduler.hurry(now + 100, 50);
        scheduler.resume();
        append(1, 10);
        assertThat(scheduler.next()).isNull();
    }
}
