package dev.trackbus.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepeatsTest {
    private final Repeats repeats = new Repeats();

    @Test
    void allowsWhatTheLastOnesDelivered() {
        repeats.ended(100, 0);
        repeats.ended(150, 100);
        repeats.ended(150, 100);
        repeats.ended(150, 250);
        assertThat(repeats.tooMany()).isZero();
        assertThat(repeats.worst()).isEqualTo(150);
    }

    @Test
    void findsOneDuplicateTooMany() {
        repeats.ended(100, 0);
        repeats.ended(200, 101);
        assertThat(repeats.tooMany()).isEqualTo(1);
    }

    @Test
    void findsAPositionThatIsNeverPutDown() {
        int duplicates = 0;
        for (int process = 1; process <= Repeats.PROCESSES + 2; process++) {
            duplicates += 100 * (process - 1);
            repeats.ended(100 * process, duplicates);
        }
        assertThat(repeats.tooMany()).isEqualTo(100);
    }
}
