package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    private static final int BOUND = 8 << 20;

    private final ReadAhead ahead = new ReadAhead(5);
    private final List<Long> given = new ArrayList<>();

    private static JournalEntry entry(long sequence, int bytes) {
        return new JournalEntry(sequence, "k", new byte[bytes - 1], 0);
    }

    @Test
    void hasRoomBelowItsBoundAndIsHalfEmptyBelowHalfOfIt() {
        ahead.add(List.of(entry(5, BOUND / 2 - 1)), 6);
        assertThat(ahead.isHalfEmpty()).isTrue();
        ahead.add(List.of(entry(6, 1)), 7);
        assertThat(ahead.isHalfEmpty()).isFalse();
        ahead.add(List.of(entry(7, BOUND / 2 - 1)), 8);
        assertThat(ahead.hasRoom()).isTrue();
        ahead.add(List.of(entry(8, 1)), 9);
        assertThat(ahead.hasRoom()).isFalse();
        assertThat(ahead.bytes()).isEqualTo(BOUND);
    }

    @Test
    void givesInOrderAndHasNothingThen() {
        ahead.add(List.of(entry(5, 10), entry(6, 20)), 9);
        assertThat(ahead.give((sequence, key, payload, appendedAt, again) -> given.add(sequence)))
                .isEqualTo(9);
        assertThat(given).containsExactly(5L, 6L);
        assertThat(ahead.bytes()).isZero();
    }

    @Test
    void keepsWhatTheSinkDidNotWantAnyMore() {
        ahead.add(List.of(entry(5, 10), entry(7, 20)), 8);
        assertThat(ahead.give((sequence, key, payload, appendedAt, again) -> !given.add(sequence)))
                .isEqualTo(7);
        assertThat(given).containsExactly(5L);
        assertThat(ahead.bytes()).isEqualTo(20);
    }

    @Test
    void doesNotGoBack() {
        ahead.add(List.of(), 4);
        assertThat(ahead.before()).isEqualTo(5);
        assertThat(ahead.give((sequence, key, payload, appendedAt, again) -> true))
                .isEqualTo(5);
    }
}
