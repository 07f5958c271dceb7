package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    private static final int BOUND = 8 << 20;

    private final ReadAhead ahead = new ReadAhead(5);
    private final List<Long> given = new ArrayList<>();

    /** An entry that uses so many bytes of the heap. */
    private static JournalEntry entry(long sequence, int bytes) {
        return new JournalEntry(sequence, "k", new byte[bytes - 129], 0);
    }

    @Test
    void hasRoomBelowItsBoundAndIsHalfEmptyBelowHalfOfIt() {
        ahead.add(List.of(entry(5, BOUND / 2 - 200)), 6);
        assertThat(ahead.isHalfEmpty()).isTrue();
        ahead.add(List.of(entry(6, 200)), 7);
        assertThat(ahead.isHalfEmpty()).isFalse();
        ahead.add(List.of(entry(7, BOUND / 2 - 200)), 8);
        assertThat(ahead.hasRoom()).isTrue();
        ahead.add(List.of(entry(8, 200)), 9);
        assertThat(ahead.hasRoom()).isFalse();
        assertThat(ahead.bytes()).isEqualTo(BOUND);
    }

    @Test
    void boundsTheHeapOfTinyEvents() {
        for (int sequence = 5; ahead.hasRoom(); sequence++) {
            ahead.add(List.of(new JournalEntry(sequence, "", new byte[1], 0)), sequence + 1);
        }
        assertThat(ahead.before()).isLessThanOrEqualTo(6 + BOUND / 128);
    }

    @Test
    void givesInOrderAndHasNothingThen() {
        ahead.add(List.of(entry(5, 210), entry(6, 220)), 9);
        assertThat(ahead.give((sequence, key, payload, appendedAt, again) -> given.add(sequence)))
                .isEqualTo(9);
        assertThat(given).containsExactly(5L, 6L);
        assertThat(ahead.bytes()).isZero();
    }

    @Test
    void keepsWhatTheSinkDidNotWantAnyMore() {
        ahead.add(List.of(entry(5, 210), entry(7, 220)), 8);
        assertThat(ahead.give((sequence, key, payload, appendedAt, again) -> !given.add(sequence)))
                .isEqualTo(7);
        assertThat(given).containsExactly(5L);
        assertThat(ahead.bytes()).isEqualTo(220);
    }

    @Test
    void doesNotGoBack() {
        ahead.add(List.of(), 4);
        assertThat(ahead.before()).isEqualTo(5);
        assertThat(ahead.give((sequence, key, payload, appendedAt, again) -> true))
                .isEqualTo(5);
    }
}
