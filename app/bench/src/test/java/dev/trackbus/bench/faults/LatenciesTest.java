package dev.trackbus.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void knowsThePercentileToFivePercent() {
        for (int millis = 1; millis <= 1_000; millis++) {
            latencies.add(millis * 1_000_000L);
        }
        assertThat(latencies.p99()).isCloseTo(990, Percentage.withPercentage(5));
        assertThat(latencies.millis(0.5)).isCloseTo(500, Percentage.withPercentage(5));
        assertThat(latencies.count()).isEqualTo(1_000);
    }

    @Test
    void isZeroWhereThereWasNothing() {
        assertThat(latencies.p99()).isZero();
    }
}
