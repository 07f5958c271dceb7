package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WriteBatchTest {
    private final WriteBatch batch = new WriteBatch();

    private JournalEntry entry(int index) {
        return JournalEntry.of(7, batch.bytes(), batch.from(index), batch.length(index));
    }

    @Test
    void whatIsCopiedInIsReadBack() {
        String key = "k".repeat(WriteBatch.MAX_KEY);
        batch.add("\u00ff", new byte[] {1, 2, 3}, 3, 0x0102030405060708L, null);
        batch.add(key, new byte[0], 0, -1, null);
        assertThat(entry(0).key()).isEqualTo("\u00ff");
        assertThat(entry(0).payload()).containsExactly(1, 2, 3);
        assertThat(entry(0).appendedAt()).isEqualTo(0x0102030405060708L);
        assertThat(entry(0).bytes()).isEqualTo(4);
        assertThat(entry(1).key()).isEqualTo(key);
        assertThat(entry(1).payload()).isEmpty();
        assertThat(entry(1).appendedAt()).isEqualTo(1);
        assertThat(entry(0).isAgain()).isFalse();
        assertThat(entry(1).isAgain()).isTrue();
    }

    @Test
    void theSmallestRecordIsAnEventToo() {
        batch.add("", new byte[0], 0, 1, null);
        assertThat(entry(0).bytes()).isZero();
    }

    @Test
    void holdsTheLargestEventAndNoByteMore() {
        assertThat(batch.add("k", new byte[WriteBatch.MAX_EVENT], WriteBatch.MAX_EVENT, 0, null))
                .isFalse();
        assertThat(batch.records()).isZero();
        assertThat(batch.add("k", new byte[WriteBatch.MAX_EVENT - 1], WriteBatch.MAX_EVENT - 1, 0, null))
                .isTrue();
        assertThat(batch.used()).isEqualTo(WriteBatch.MAX_BYTES);
    }

    @Test
    void holdsSoManyRecordsAndNoneMore() {
        for (int i = 0; i < WriteBatch.MAX_RECORDS; i++) {
            assertThat(batch.add("k", new byte[1], 1, 0, null)).isTrue();
        }
        assertThat(batch.add("k", new byte[1], 1, 0, null)).isFalse();
        assertThat(batch.records()).isEqualTo(WriteBatch.MAX_RECORDS);
    }

    @Test
    void isEmptyWhenItIsCleared() {
        batch.add("k", new byte[1], 1, 0, null);
        batch.clear();
        assertThat(batch.records()).isZero();
        assertThat(batch.used()).isZero();
    }
}
