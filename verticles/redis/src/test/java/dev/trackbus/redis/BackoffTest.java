package dev.trackbus.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long the pauses are. */
class BackoffTest {
    private static Backoff with(double random) {
        return new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), () -> random);
    }

    @Test
    void doublesItsCeilingUpToTheMaximum() {
        Backoff most = with(0.999_999);
        assertThat(most.millis(1)).isEqualTo(100);
        assertThat(most.millis(2)).isEqualTo(200);
        assertThat(most.millis(5)).isEqualTo(1_600);
        assertThat(most.millis(6)).isEqualTo(2_000);
        assertThat(most.millis(100_000)).isEqualTo(2_000);
    }

    @Test
    void usesTheWholeRangeBelowTheCeiling() {
        assertThat(with(0).millis(6)).isEqualTo(1);
        assertThat(with(0.5).millis(6)).isEqualTo(1_001);
    }
}
