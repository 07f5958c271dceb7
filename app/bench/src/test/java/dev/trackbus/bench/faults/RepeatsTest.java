package dev.trackbus.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepeatsTest {
    private final Repeats repeats = new Repeats();

    @Test
    void allowsWhatTheKilledOneLeft() {
        repeats.killed(0, 100);
        repeats.killed(100, 150);
        repeats.ended(250);
        assertThat(repeats.tooMany()).isZero();
        assertThat(repeats.worst()).isEqualTo(150);
        assertThat(repeats.mostLeft()).isEqualTo(150);
    }

    @Test
    void findsOneDuplicateTooMany() {
        repeats.killed(0, 100);
        repeats.killed(101, 0);
        assertThat(repeats.tooMany()).isEqualTo(1);
    }

    @Test
    void findsADuplicateOfAProcessThatBeganWithNothing() {
        repeats.ended(1);
        assertThat(repeats.tooMany()).isEqualTo(1);
    }

    @Test
    void remembersTheWorstOfAll() {
        repeats.killed(0, 200);
        repeats.killed(201, 10);
        repeats.ended(205);
        assertThat(repeats.tooMany()).isEqualTo(1);
        assertThat(repeats.worst()).isEqualTo(201);
        assertThat(repeats.mostLeft()).isEqualTo(200);
    }

    @Test
    void letsNoProcessSendMoreBecauseAnotherSentLess() {
        repeats.killed(0, 100);
        repeats.killed(0, 10);
        repeats.ended(50);
        assertThat(repeats.tooMany()).isEqualTo(40);
    }
}
