package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdaptiveConcurrencyLimitTest {
    private static final int MAX = 100;
    private static final int HEAD_BYTES = 1_000;

    private final AdaptiveConcurrencyLimit inFlight = new AdaptiveConcurrencyLimit(MAX, HEAD_BYTES, false);

    private void enter(int requests) {
        for (int i = 0; i < requests; i++) {
            inFlight.enter(1);
        }
    }

    private void leave(int requests, long nanos) {
        for (int i = 0; i < requests; i++) {
            inFlight.leave(1, nanos);
        }
    }

    /** How many more may come in now. */
    private int room() {
        int room = 0;
        while (!inFlight.isFull()) {
            inFlight.enter(1);
            room++;
        }
        leave(room, 0);
        return room;
    }

    @Test
    void isFullAtItsBound() {
        enter(MAX - 1);
        assertThat(inFlight.isFull()).isFalse();
        enter(1);

        assertThat(inFlight.isFull()).isTrue();
        assertThat(inFlight.count()).isEqualTo(MAX);
    }

    @Test
    void isFullAtItsBytesOfHeads() {
        inFlight.enter(HEAD_BYTES - 1);
        assertThat(inFlight.isFull()).isFalse();
        inFlight.enter(1);
        assertThat(inFlight.isFull()).isTrue();
        inFlight.leave(1, 0);

        assertThat(inFlight.isFull()).isFalse();
    }

    @Test
    void takesFewerWhileRequestsOfALateLoopAreSlow() {
        enter(41);
        leave(1, AdaptiveConcurrencyLimit.SLOW_NANOS + 1);
        inFlight.adapt(true);
        leave(40, 0);

        assertThat(room()).isEqualTo(30);
    }

    @Test
    void allowsARequestTheTimeOfKinesisWhereItWaitsForThat() {
        AdaptiveConcurrencyLimit committed = new AdaptiveConcurrencyLimit(MAX, HEAD_BYTES, true);
        committed.enter(1);
        committed.enter(1);
        committed.leave(1, AdaptiveConcurrencyLimit.SLOW_COMMITTED_NANOS);
        committed.adapt(true);
        assertThat(committed.isFull()).isFalse();
        for (int i = 0; i < 7; i++) {
            committed.enter(1);
        }
        assertThat(committed.isFull()).isFalse();
        committed.leave(1, AdaptiveConcurrencyLimit.SLOW_COMMITTED_NANOS + 1);
        committed.adapt(true);
        committed.enter(1);

        assertThat(committed.isFull()).isTrue();
    }

    @Test
    void alwaysTakesAFew() {
        for (int i = 0; i < 20; i++) {
            enter(1);
            leave(1, AdaptiveConcurrencyLimit.SLOW_NANOS + 1);
            inFlight.adapt(true);
        }

        assertThat(room()).isEqualTo(8);
    }

    @Test
    void takesNoNoticeOfSlowRequestsWhileTheLoopIsInTime() {
        enter(2);
        leave(1, AdaptiveConcurrencyLimit.SLOW_NANOS + 1);
        inFlight.adapt(false);

        assertThat(room()).isEqualTo(MAX - 1);
    }

    @Test
    void takesNoNoticeOfALateLoopWhoseRequestsAreInTime() {
        enter(2);
        leave(1, AdaptiveConcurrencyLimit.SLOW_NANOS);
        inFlight.adapt(true);

        assertThat(room()).isEqualTo(MAX - 1);
    }

    @Test
    void triesALittleMoreWhereThatIsReachedAndNothingIsSlow() {
        enter(41);
        leave(1, AdaptiveConcurrencyLimit.SLOW_NANOS + 1);
        inFlight.adapt(true);
        leave(40, 0);
        assertThat(room()).isEqualTo(30);
        inFlight.adapt(true);
        assertThat(room()).isEqualTo(34);
        inFlight.adapt(true);

        assertThat(room()).isEqualTo(39);
    }

    @Test
    void isSoonAtItsOwnBoundAgainWhenTheLoopIsInTime() {
        enter(21);
        leave(21, AdaptiveConcurrencyLimit.SLOW_NANOS + 1);
        inFlight.adapt(true);
        for (int i = 0; i < 4; i++) {
            inFlight.adapt(false);
        }

        assertThat(room()).isEqualTo(MAX);
    }

    @Test
    void neverExceedsABoundThatIsSmallItself() {
        AdaptiveConcurrencyLimit small = new AdaptiveConcurrencyLimit(2, HEAD_BYTES, false);
        small.enter(1);
        small.leave(1, AdaptiveConcurrencyLimit.SLOW_NANOS + 1);
        small.adapt(true);
        small.enter(1);
        small.enter(1);

        assertThat(small.isFull()).isTrue();
    }
}
