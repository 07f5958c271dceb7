package dev.trackbus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ServedTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void ofTwoRoundsCountsTheAnswersOfBoth() {
        Served both = round(1, SECOND).plus(round(3, 2 * SECOND));

        assertThat(both.times().getCountAtValue(1)).isEqualTo(1);
        assertThat(both.times().getCountAtValue(3)).isEqualTo(1);
        assertThat(both.times().getTotalCount()).isEqualTo(2);
    }

    @Test
    void ofTwoRoundsAddsUpWhatWentWrong() {
        Served both =
                new Served(new Histogram(3), 1, 2, 3, SECOND).plus(new Served(new Histogram(3), 10, 20, 30, SECOND));

        assertThat(both)
                .extracting(Served::refused, Served::pauses, Served::stalls)
                .containsExactly(11L, 22, 33);
    }

    @Test
    void leavesTheRoundsAsTheyWere() {
        Served first = round(1, SECOND);
        Served second = round(3, SECOND);

        first.plus(second);

        assertThat(first.times().getTotalCount()).isEqualTo(1);
        assertThat(second.times().getTotalCount()).isEqualTo(1);
    }

    @Test
    void hasThePaceOfAllItsTime() {
        assertThat(round(1, SECOND).plus(round(3, 3 * SECOND)).perSecond()).isEqualTo(0.5);
    }

    /** With one answer, after so many nanoseconds. */
    private static Served round(long answer, long nanos) {
        Histogram times = new Histogram(3);
        times.recordValue(answer);
        return new Served(times, 0, 0, 0, nanos);
    }
}
