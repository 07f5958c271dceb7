package dev.trackbus.local.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryDelayTest {
    @ParameterizedTest
    @CsvSource({"1,0,100", "1,0.5,150", "2,0,200", "3,0,400", "6,0,3200", "7,0,5000", "1000,0,5000", "1000,0.5,7500"})
    void doublesUpToALimitAndIsHalfRandom(int failures, double random, long millis) {
        assertThat(new RetryDelay(() -> random).millis(failures)).isEqualTo(millis);
    }
}
