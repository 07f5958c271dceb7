package dev.trackbus.kinesis.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryBufferTest {
    private final AtomicLong now = new AtomicLong(1_000);
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    private final List<String> receipts = new ArrayList<>();

    private final EventBuffer.AppendCallback receipt = new EventBuffer.AppendCallback() {
        @Override
        public void appended(long sequence) {
            receipts.add("" + sequence);
        }

        @Override
        public void refused(String why) {
            receipts.add(why);
        }
    };

    private MemoryBuffer buffer(long bytes, int records) {
        return new MemoryBuffer(bytes, records, clock);
    }

    private void append(MemoryBuffer buffer, String key, int size) {
        buffer.append(key, new byte[size], receipt);
    }

    private static List<String> read(EventBuffer buffer, long from, int most) {
        List<String> read = new ArrayList<>();
        buffer.read(from, (sequence, key, payload, appendedAt, again) -> {
            read.add(sequence + key);
            return read.size() < most;
        });
        return read;
    }

    @Test
    void givesWhatItTookInTheSameOrder() {
        MemoryBuffer buffer = buffer(1_000, 10);
        append(buffer, "a", 1);
        append(buffer, "b", 1);
        assertThat(receipts).containsExactly("0", "1");
        assertThat(read(buffer, 0, 9)).containsExactly("0a", "1b");
    }

    @Test
    void readsFromAPositionAndAsManyAsAreWanted() {
        MemoryBuffer buffer = buffer(1_000, 10);
        List.of("a", "b", "c", "d").forEach(key -> append(buffer, key, 1));
        assertThat(read(buffer, 1, 2)).containsExactly("1b", "2c");
        assertThat(read(buffer, 4, 2)).isEmpty();
    }

    @Test
    void refusesWithTheFiguresWhenItsBytesAreFull() {
        MemoryBuffer buffer = buffer(20, 10);
        append(buffer, "a", 9);
        append(buffer, "b", 10);
        append(buffer, "c", 9);
        assertThat(receipts).containsExactly("0", "buffer full: 10 of 20 bytes, event of 11 bytes refused", "1");
        assertThat(buffer.fillRatio()).isEqualTo(1.0);
    }

    @Test
    void refusesWithTheFiguresWhenItsNumberIsFull() {
        MemoryBuffer buffer = buffer(1_000, 2);
        List.of("a", "b", "c").forEach(key -> append(buffer, key, 1));
        assertThat(receipts).containsExactly("0", "1", "buffer full: 2 of 2 records, event of 2 bytes refused");
        assertThat(buffer.fillRatio()).isEqualTo(1.0);
    }

    @Test
    void takesAgainAfterAConfirmation() {
        MemoryBuffer buffer = buffer(1_000, 2);
        append(buffer, "a", 1);
        append(buffer, "b", 1);
        buffer.confirm(1);
        append(buffer, "c", 1);
        assertThat(receipts).containsExactly("0", "1", "2");
        assertThat(read(buffer, 0, 9)).containsExactly("1b", "2c");
    }

    @Test
    void countsWhatWaits() {
        MemoryBuffer buffer = buffer(1_000, 10);
        append(buffer, "key", 7);
        append(buffer, "key", 17);
        assertThat(buffer.bytes()).isEqualTo(30);
        assertThat(buffer.records()).isEqualTo(2);
        buffer.confirm(1);
        assertThat(buffer.bytes()).isEqualTo(20);
        assertThat(buffer.records()).isEqualTo(1);
        assertThat(buffer.fillRatio()).isEqualTo(0.1);
    }

    @Test
    void knowsSinceWhenTheOldestWaits() {
        MemoryBuffer buffer = buffer(1_000, 10);
        assertThat(buffer.oldestAppendedAt()).isEqualTo(EventBuffer.NONE);
        append(buffer, "a", 1);
        now.set(2_000);
        append(buffer, "b", 1);
        assertThat(buffer.oldestAppendedAt()).isEqualTo(1_000);
        buffer.confirm(1);
        assertThat(buffer.oldestAppendedAt()).isEqualTo(2_000);
        buffer.confirm(2);
        assertThat(buffer.oldestAppendedAt()).isEqualTo(EventBuffer.NONE);
    }

    @Test
    void ignoresAConfirmationOfThePastAndOfTheFuture() {
        MemoryBuffer buffer = buffer(1_000, 10);
        List.of("a", "b").forEach(key -> append(buffer, key, 1));
        buffer.confirm(1);
        buffer.confirm(0);
        assertThat(buffer.records()).isEqualTo(1);
        buffer.confirm(99);
        assertThat(buffer.records()).isZero();
        append(buffer, "c", 1);
        assertThat(receipts).endsWith("2");
    }

    @Test
    void keepsTheOrderWhileItGrows() {
        MemoryBuffer buffer = buffer(1_000_000, 100_000);
        for (int i = 0; i < 1_000; i++) {
            append(buffer, "k", 1);
        }
        buffer.confirm(700);
        for (int i = 1_000; i < 5_000; i++) {
            append(buffer, "k", 1);
        }
        List<String> read = read(buffer, 0, 100_000);
        assertThat(read).hasSize(4_300).startsWith("700k", "701k").endsWith("4998k", "4999k");
        assertThat(read).doesNotHaveDuplicates();
    }

    @Test
    void notifiesItsListenerOfEachAppendedEvent() {
        MemoryBuffer buffer = buffer(1_000, 1);
        AtomicInteger told = new AtomicInteger();
        buffer.onReadable(told::incrementAndGet);
        append(buffer, "a", 1);
        append(buffer, "refused", 1);
        assertThat(told).hasValue(1);
    }
}
