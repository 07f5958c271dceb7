package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which bounds a journal may have, and what it says of the others. */
class JournalConfigTest {
    private static JournalConfig config(long maxBytes, long records, Duration age, long segmentBytes, Duration gather) {
        return new JournalConfig(maxBytes, records, age, segmentBytes, false, gather);
    }

    @Test
    void takesTheLeastOfEverything() {
        JournalConfig least = config(32 << 20, 1, Duration.ofNanos(1), 64 << 10, Duration.ZERO);
        assertThat(least.maxRecords()).isEqualTo(1);
    }

    @Test
    void takesSegmentsOfUpToAQuarter() {
        assertThat(config(32 << 20, 1, Duration.ofHours(1), 8 << 20, Duration.ZERO)
                        .segmentBytes())
                .isEqualTo(8 << 20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "33554431 | 1 |  1 | 65536   |  0 | JOURNAL_MAX_BYTES must be at least 32MiB, was 33554431",
                "33554432 | 0 |  1 | 65536   |  0 | the journal's records must be positive, were 0",
                "33554432 | 1 |  0 | 65536   |  0 | the journal's age must be positive, was PT0S",
                "33554432 | 1 | -1 | 65536   |  0 | the journal's age must be positive, was PT-1S",
                "33554432 | 1 |  1 | 65535   |  0 | a segment must have from 64 KiB to a quarter",
                "33554432 | 1 |  1 | 8388609 |  0 | a segment must have from 64 KiB to a quarter",
                "33554432 | 1 |  1 | 65536   | -1 | the group commit must not be negative, was PT-1S"
            })
    void namesWhatIsWrong(long maxBytes, long records, long age, long segmentBytes, long gather, String why) {
        assertThatThrownBy(() ->
                        config(maxBytes, records, Duration.ofSeconds(age), segmentBytes, Duration.ofSeconds(gather)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(why);
    }

    @Test
    void segmentsAreAnEighthOfASmallBoundAndNeverMoreThan64Mebibytes() {
        assertThat(JournalConfig.of(256 << 20, true).segmentBytes()).isEqualTo(32 << 20);
        assertThat(JournalConfig.of(8L << 30, true).segmentBytes()).isEqualTo(64 << 20);
    }
}
