package dev.trackbus.kinesis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final double ALMOST_ONE = Math.nextDown(1.0);

    @ParameterizedTest
    @CsvSource({"1,50", "2,100", "3,200", "7,3200", "8,5000", "9,5000", "2000000000,5000"})
    void theLongestWaitDoublesUpToTheCap(int attempt, long longest) {
        assertThat(Backoff.DEFAULT.delayMillis(attempt, ALMOST_ONE)).isEqualTo(longest);
    }

    @Test
    void theJitterIsFull() {
        assertThat(Backoff.DEFAULT.delayMillis(8, 0)).isZero();
        assertThat(Backoff.DEFAULT.delayMillis(8, 0.5)).isEqualTo(2_500);
    }
}
