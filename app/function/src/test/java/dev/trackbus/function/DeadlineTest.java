package dev.trackbus.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final Deadline deadline = Deadline.after(Duration.ofNanos(10), nanos::get);

    @Test
    void returnsTheRemainingTime() {
        nanos.addAndGet(4);

        assertThat(deadline.left()).isEqualTo(Duration.ofNanos(6));
        assertThat(deadline.passed()).isFalse();
    }

    @Test
    void passesWhenNoTimeIsLeft() {
        nanos.addAndGet(10);
        assertThat(deadline.passed()).isTrue();

        nanos.addAndGet(10);
        assertThat(deadline.left()).isZero();
    }

    @Test
    void endsEarlierByTheReserve() {
        assertThat(deadline.earlierBy(Duration.ofNanos(7)).left()).isEqualTo(Duration.ofNanos(3));
        assertThat(deadline.left()).isEqualTo(Duration.ofNanos(10));
    }
}
