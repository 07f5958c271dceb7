package dev.trackbus.kinesis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Requests that wait for confirmation, and the probe during an outage. */
class ConfirmationWaitersTest {
    private static final long LONGEST_WAIT = 5_000;

    private long now = -1_000_000;
    private final ConfirmationWaiters waiters = new ConfirmationWaiters(() -> now);

    private void silence() {
        waiters.await(1);
        now += LONGEST_WAIT + 1;
    }

    @Test
    void isFullUntilWaitersPassTheirDeadline() {
        for (int i = 0; i < ConfirmationWaiters.MAX; i++) {
            assertThat(waiters.isFull()).isFalse();
            waiters.await(i);
        }
        assertThat(waiters.isFull()).isTrue();
        now += LONGEST_WAIT + 1;
        waiters.isWorthwhile(false);
        assertThat(waiters.isFull()).isFalse();
    }

    @Test
    void waitingIsWorthwhileWhileNothingIsWrong() {
        waiters.await(1);
        now += LONGEST_WAIT;

        assertThat(waiters.isWorthwhile(false)).isTrue();
        assertThat(waiters.isWorthwhile(false)).isTrue();
    }

    @Test
    void allowsOneProbePerDeadlineDuringAnOutage() {
        assertThat(waiters.isWorthwhile(true)).isTrue();
        assertThat(waiters.isWorthwhile(true)).isFalse();
        now += LONGEST_WAIT - 1;
        assertThat(waiters.isWorthwhile(true)).isFalse();
        now += 1;
        assertThat(waiters.isWorthwhile(true)).isTrue();
        assertThat(waiters.isWorthwhile(true)).isFalse();
    }

    @Test
    void allowsAllRequestsAfterAnOutage() {
        waiters.isWorthwhile(true);
        assertThat(waiters.isWorthwhile(true)).isFalse();

        assertThat(waiters.isWorthwhile(false)).isTrue();
        assertThat(waiters.isWorthwhile(false)).isTrue();
    }

    @Test
    void aDeadlineWithoutAnyConfirmationIsAnOutage() {
        silence();

        assertThat(waiters.isWorthwhile(false)).isTrue();
        assertThat(waiters.isWorthwhile(false)).isFalse();
    }

    @Test
    void anyConfirmationEndsTheSilence() {
        silence();
        waiters.isWorthwhile(false);
        assertThat(waiters.isWorthwhile(false)).isFalse();
        waiters.confirmed(4_711);

        assertThat(waiters.isWorthwhile(false)).isTrue();
        assertThat(waiters.isWorthwhile(false)).isTrue();
    }

    @Test
    void aSingleStuckEventIsNoOutage() {
        waiters.await(1);
        waiters.confirmed(2);
        now += LONGEST_WAIT + 1;

        assertThat(waiters.isWorthwhile(false)).isTrue();
        assertThat(waiters.isWorthwhile(false)).isTrue();
    }
}
