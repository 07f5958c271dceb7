package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventLoopLagTest {
    private static final long BOUND_MILLIS =
            EventLoopLag.PERIOD.plus(EventLoopLag.BOUND).toMillis();

    private long nanos = -5;
    private final EventLoopLag lag = new EventLoopLag(() -> nanos);

    private void pass(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private void tickAfter(long millis) {
        pass(millis);
        lag.tick();
    }

    @Test
    void isInTimeWhileTicksCome() {
        tickAfter(50);
        tickAfter(60);
        pass(BOUND_MILLIS);

        assertThat(lag.isTooLate()).isFalse();
        assertThat(lag.seconds()).isEqualTo(0.01);
    }

    @Test
    void isTooLateWhereATickIsOverdueAfterALateOne() {
        tickAfter(BOUND_MILLIS + 1);
        pass(BOUND_MILLIS);
        assertThat(lag.isTooLate()).isFalse();
        pass(1);

        assertThat(lag.isTooLate()).isTrue();
        assertThat(lag.seconds()).isEqualTo(0.151);
    }

    @Test
    void forgivesASinglePause() {
        tickAfter(50);
        pass(10_000);
        assertThat(lag.isTooLate()).isFalse();

        lag.tick();
        assertThat(lag.isTooLate()).isFalse();
    }

    @Test
    void takesATickAtTheBoundForGood() {
        tickAfter(BOUND_MILLIS);
        pass(BOUND_MILLIS + 1);

        assertThat(lag.isTooLate()).isFalse();
    }

    @Test
    void servesAtTheBeginningOfEachTurnOfALateLoop() {
        tickAfter(5_000);
        tickAfter(5_000);

        assertThat(lag.isTooLate()).isFalse();
    }

    @Test
    void isInTimeAgainWithTheFirstTickInTime() {
        tickAfter(5_000);
        tickAfter(50);
        pass(BOUND_MILLIS + 1);

        assertThat(lag.isTooLate()).isFalse();
    }

    @Test
    void neverSaysThatATickCameEarly() {
        tickAfter(20);

        assertThat(lag.seconds()).isZero();
    }
}
