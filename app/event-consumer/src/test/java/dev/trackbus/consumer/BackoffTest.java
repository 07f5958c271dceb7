package dev.trackbus.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final double NEARLY_ONE = 0.999_999;

    @ParameterizedTest
    @CsvSource({"1,50", "2,100", "3,200", "5,800", "6,1000", "1000,1000"})
    void theLongestDelayDoublesUpToTheMaximum(int failures, long longest) {
        assertThat(Backoff.DEFAULT.delayMillis(failures, NEARLY_ONE)).isEqualTo(longest);
    }

    @Test
    void theShortestDelayIsZero() {
        assertThat(Backoff.DEFAULT.delayMillis(5, 0)).isZero();
    }
}
