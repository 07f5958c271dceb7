package dev.trackbus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PausesTest {
    private final Pauses pauses = new Pauses(0);

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** The client looks every 10 ms, as it should. */
    private void turns(long fromMillis, long toMillis, boolean waiting) {
        for (long at = fromMillis; at <= toMillis; at += 10) {
            pauses.turn(millis(at), waiting);
        }
    }

    @Test
    void countsASilenceOnce() {
        turns(10, 150, true);
        pauses.answered(millis(151));
        pauses.answered(millis(152));

        assertThat(pauses.ofServer()).isOne();
        assertThat(pauses.ofClient()).isZero();
    }

    @Test
    void takesNoShortSilenceForAPause() {
        turns(10, 90, true);
        pauses.answered(millis(95));

        assertThat(pauses.ofServer()).isZero();
    }

    @Test
    void takesNoPauseOfTheRequestsForOneOfTheAnswers() {
        turns(10, 500, false);
        turns(510, 520, true);
        pauses.answered(millis(525));

        assertThat(pauses.ofServer()).isZero();
    }

    @Test
    void chargesNobodyWithWhatTheClientMissed() {
        pauses.turn(millis(300), true);
        pauses.answered(millis(301));

        assertThat(pauses.ofServer()).isZero();
        assertThat(pauses.ofClient()).isOne();
    }
}
