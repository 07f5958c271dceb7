package dev.trackbus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Length of a backoff. */
class BackoffTest {
    private static final double ALMOST_ONE = Math.nextDown(1.0);
    private static final Backoff RECORDS = new Backoff(50, 5_000);
    private static final Backoff CONNECTIONS = new Backoff(100, 2_000);

    @ParameterizedTest
    @CsvSource({"1,50", "2,100", "3,200", "7,3200", "8,5000", "9,5000", "2000000000,5000"})
    void theLongestDelayDoublesUpToTheMaximum(int failures, long longest) {
        assertThat(RECORDS.delayMillis(failures, ALMOST_ONE)).isEqualTo(longest);
    }

    @ParameterizedTest
    @CsvSource({"1,100", "2,200", "5,1600", "6,2000", "100000,2000"})
    void theMaximumNeedsToBeNoDoubleOfTheBase(int failures, long longest) {
        assertThat(CONNECTIONS.delayMillis(failures, ALMOST_ONE)).isEqualTo(longest);
    }

    @Test
    void theJitterIsFull() {
        assertThat(RECORDS.delayMillis(8, 0)).isZero();
        assertThat(RECORDS.delayMillis(8, 0.5)).isEqualTo(2_500);
        assertThat(CONNECTIONS.delayMillis(6, 0)).isZero();
        assertThat(CONNECTIONS.delayMillis(6, 0.5)).isEqualTo(1_000);
    }
}
