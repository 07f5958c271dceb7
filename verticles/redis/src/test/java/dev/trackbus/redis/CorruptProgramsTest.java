package dev.trackbus.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long corruption is remembered, and of how many. */
class CorruptProgramsTest {
    private final AtomicLong now = new AtomicLong();
    private final CorruptPrograms corrupt = new CorruptPrograms(Duration.ofNanos(10), now::get);

    @Test
    void remembersUntilItsTimeIsOver() {
        corrupt.remember("1", "why", corrupt.changes());
        now.set(9);
        assertThat(corrupt.reason("1")).isEqualTo("why");
        assertThat(corrupt.reason("2")).isNull();
        now.set(10);
        assertThat(corrupt.reason("1")).isNull();
    }

    @Test
    void remembersTheLaterDamageForItsWholeTime() {
        corrupt.remember("1", "first", corrupt.changes());
        now.set(5);
        corrupt.remember("1", "second", corrupt.changes());
        now.set(12);
        assertThat(corrupt.reason("1")).isEqualTo("second");
    }

    @Test
    void forgetsAProgramThatChanged() {
        corrupt.remember("1", "why", corrupt.changes());
        corrupt.remember("2", "why", corrupt.changes());
        corrupt.forget("1");
        assertThat(corrupt.reason("1")).isNull();
        assertThat(corrupt.reason("2")).isEqualTo("why");
    }

    @Test
    void forgetsAllWhenAnyMayHaveChanged() {
        corrupt.remember("1", "why", corrupt.changes());
        corrupt.forgetAll();
        assertThat(corrupt.reason("1")).isNull();
    }

    @Test
    void dropsTheOldestBeyondItsBound() {
        for (int i = 0; i <= CorruptPrograms.MAX_REMEMBERED; i++) {
            corrupt.remember("" + i, "why", corrupt.changes());
        }
        assertThat(corrupt.reason("0")).isNull();
        assertThat(corrupt.reason("1")).isEqualTo("why");
        assertThat(corrupt.reason("" + CorruptPrograms.MAX_REMEMBERED)).isEqualTo("why");
    }

    @Test
    void doesNotRememberDamageThatWasReadBeforeTheProgramChanged() {
        long sent = corrupt.changes();
        corrupt.forget("1");

        corrupt.remember("1", "why", sent);

        assertThat(corrupt.reason("1")).isNull();
    }
}
