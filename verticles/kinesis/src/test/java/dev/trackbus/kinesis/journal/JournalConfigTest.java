package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits of a journal's configuration. */
class JournalConfigTest {
    private static JournalConfig config(long maxBytes, long segmentBytes, Duration gather) {
        return new JournalConfig(maxBytes, segmentBytes, false, gather);
    }

    @Test
    void takesTheLeastOfEverything() {
        JournalConfig least = config(32 << 20, 64 << 10, Duration.ZERO);
        assertThat(least.maxBytes()).isEqualTo(32 << 20);
    }

    @Test
    void takesSegmentsOfUpToAQuarter() {
        assertThat(config(32 << 20, 8 << 20, Duration.ZERO).segmentBytes()).isEqualTo(8 << 20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "33554431 | 65536   |  0 | JOURNAL_MAX_BYTES must be at least 32MiB, was 33554431",
                "33554432 | 65535   |  0 | a segment must have from 64 KiB to a quarter",
                "33554432 | 8388609 |  0 | a segment must have from 64 KiB to a quarter",
                "33554432 | 65536   | -1 | the group commit must not be negative, was PT-1S"
            })
    void namesWhatIsWrong(long maxBytes, long segmentBytes, long gather, String why) {
        assertThatThrownBy(() -> config(maxBytes, segmentBytes, Duration.ofSeconds(gather)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(why);
    }

    @Test
    void segmentsAreAnEighthOfASmallBoundAndNeverMoreThan64Mebibytes() {
        assertThat(JournalConfig.of(256 << 20, true).segmentBytes()).isEqualTo(32 << 20);
        assertThat(JournalConfig.of(8L << 30, true).segmentBytes()).isEqualTo(64 << 20);
    }
}
