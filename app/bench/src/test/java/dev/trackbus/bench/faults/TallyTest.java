package dev.trackbus.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
    private static final long STALL = 151_000_000;

    private final Tally tally = new Tally();

    private void answers(int answered, int refused) {
        for (int i = 0; i < answered; i++) {
            tally.answered(1);
        }
        for (int i = 0; i < refused; i++) {
            tally.refused(503, true, 1);
        }
    }

    @Test
    void isWellWhenAllIsAnswered() {
        answers(100, 0);
        assertThat(tally.allWell()).isTrue();
    }

    @Test
    void isNotWellWithARefusalOnAMachineInTime() {
        answers(100, 1);
        assertThat(tally.allWell()).isFalse();
    }

    @Test
    void allowsAFewRefusalsOnAMachineThatStalled() {
        tally.late(STALL);
        answers(95, 5);
        assertThat(tally.allWell()).isTrue();
    }

    @Test
    void isNotWellWithMoreRefusalsThanAStallExplains() {
        tally.late(STALL);
        answers(94, 6);
        assertThat(tally.allWell()).isFalse();
    }

    @Test
    void isNotWellWithoutAnAnswerWhateverTheMachineDid() {
        tally.late(STALL);
        answers(100, 0);
        tally.unanswered("ConnectException");
        assertThat(tally.allWell()).isFalse();
    }
}
