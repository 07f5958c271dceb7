package dev.trackbus.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long damage is remembered, and of how many. */
class DamagedProgramsTest {
    private final AtomicLong now = new AtomicLong();
    private final DamagedPrograms damaged = new DamagedPrograms(Duration.ofNanos(10), now::get);

    @Test
    void remembersUntilItsTimeIsOver() {
        damaged.remember("1", "why", damaged.changes());
        now.set(9);
        assertThat(damaged.reason("1")).isEqualTo("why");
        assertThat(damaged.reason("2")).isNull();
        now.set(10);
        assertThat(damaged.reason("1")).isNull();
    }

    @Test
    void remembersTheLaterDamageForItsWholeTime() {
        damaged.remember("1", "first", damaged.changes());
        now.set(5);
        damaged.remember("1", "second", damaged.changes());
        now.set(12);
        assertThat(damaged.reason("1")).isEqualTo("second");
    }

    @Test
    void forgetsAProgramThatChanged() {
        damaged.remember("1", "why", damaged.changes());
        damaged.remember("2", "why", damaged.changes());
        damaged.forget("1");
        assertThat(damaged.reason("1")).isNull();
        assertThat(damaged.reason("2")).isEqualTo("why");
    }

    @Test
    void forgetsAllWhenAnyMayHaveChanged() {
        damaged.remember("1", "why", damaged.changes());
        damaged.forgetAll();
        assertThat(damaged.reason("1")).isNull();
    }

    @Test
    void dropsTheOldestBeyondItsBound() {
        for (int i = 0; i <= DamagedPrograms.MAX_REMEMBERED; i++) {
            damaged.remember("" + i, "why", damaged.changes());
        }
        assertThat(damaged.reason("0")).isNull();
        assertThat(damaged.reason("1")).isEqualTo("why");
        assertThat(damaged.reason("" + DamagedPrograms.MAX_REMEMBERED)).isEqualTo("why");
    }

    @Test
    void doesNotRememberDamageThatWasReadBeforeTheProgramChanged() {
        long sent = damaged.changes();
        damaged.forget("1");

        damaged.remember("1", "why", sent);

        assertThat(damaged.reason("1")).isNull();
    }
}
