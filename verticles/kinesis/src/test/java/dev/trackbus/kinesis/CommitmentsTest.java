package dev.trackbus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When it is worth while to wait for Kinesis. */
class CommitmentsTest {
    private static final long LONGEST_WAIT = 5_000;

    private long now = -1_000_000;
    private final Commitments commitments = new Commitments(() -> now);

    private void silence() {
        commitments.await(1);
        now += LONGEST_WAIT + 1;
    }

    @Test
    void isFullWithSoManyWhoWaitUntilTheirTimeIsOver() {
        for (int i = 0; i < Commitments.MOST; i++) {
            assertThat(commitments.isFull()).isFalse();
            commitments.await(i);
        }
        assertThat(commitments.isFull()).isTrue();
        now += LONGEST_WAIT + 1;
        commitments.isWorthwhile(false);
        assertThat(commitments.isFull()).isFalse();
    }

    @Test
    void waitingIsWorthwhileWhileNothingIsWrong() {
        commitments.await(1);
        now += LONGEST_WAIT;

        assertThat(commitments.isWorthwhile(false)).isTrue();
        assertThat(commitments.isWorthwhile(false)).isTrue();
    }

    @Test
    void anOutageLetsOneProbeWaitInTheTimeOfAWait() {
        assertThat(commitments.isWorthwhile(true)).isTrue();
        assertThat(commitments.isWorthwhile(true)).isFalse();
        now += LONGEST_WAIT - 1;
        assertThat(commitments.isWorthwhile(true)).isFalse();
        now += 1;
        assertThat(commitments.isWorthwhile(true)).isTrue();
        assertThat(commitments.isWorthwhile(true)).isFalse();
    }

    @Test
    void theEndOfAnOutageLetsAllWaitAgain() {
        commitments.isWorthwhile(true);
        assertThat(commitments.isWorthwhile(true)).isFalse();

        assertThat(commitments.isWorthwhile(false)).isTrue();
        assertThat(commitments.isWorthwhile(false)).isTrue();
    }

    @Test
    void aWaitInWhichNothingWasConfirmedCountsAsAnOutage() {
        silence();

        assertThat(commitments.isWorthwhile(false)).isTrue();
        assertThat(commitments.isWorthwhile(false)).isFalse();
    }

    @Test
    void anyConfirmationEndsTheSilence() {
        silence();
        commitments.isWorthwhile(false);
        assertThat(commitments.isWorthwhile(false)).isFalse();
        commitments.confirmed(4_711);

        assertThat(commitments.isWorthwhile(false)).isTrue();
        assertThat(commitments.isWorthwhile(false)).isTrue();
    }

    @Test
    void anEventThatIsStuckAloneIsNoOutage() {
        commitments.await(1);
        commitments.confirmed(2);
        now += LONGEST_WAIT + 1;

        assertThat(commitments.isWorthwhile(false)).isTrue();
        assertThat(commitments.isWorthwhile(false)).isTrue();
    }
}
