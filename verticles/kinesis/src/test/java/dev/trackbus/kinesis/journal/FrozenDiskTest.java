package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.trackbus.kinesis.buffer.EventBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Journal calls of an event loop while every call to the disk hangs. */
class FrozenDiskTest {
    private static final Duration NOISE = Duration.ofSeconds(10);
    private static final byte[] LARGE = new byte[1 << 19];

    private final FakeDisk disk = new FakeDisk(42);
    private final List<String> refusals = Collections.synchronizedList(new ArrayList<>());

    private final EventBuffer.AppendCallback receipt = new EventBuffer.AppendCallback() {
        @Override
        public void appended(long sequence) {}

        @Override
        public void refused(String why) {
            refusals.add(why);
        }
    };

    @Test
    void refusesAppendsAtOnceWhenTheWriteBufferIsFull() throws Exception {
        try (Journal journal = JournalOpener.open(disk, OpenJournal.FORCED, InstantSource.system(), Runnable::run)) {
            disk.freeze();
            assertTimeoutPreemptively(NOISE, () -> {
                for (int i = 0; i < 40; i++) {
                    journal.append("key", LARGE, receipt);
                    journal.appendAgain("key", LARGE, 1, receipt);
                }
            });
            assertThat(refusals)
                    .isNotEmpty()
                    .allMatch(why -> why.startsWith("journal writer is behind: the disk is slow"));
            disk.thaw();
        } finally {
            disk.thaw();
        }
    }

    @Test
    void whatTheEventLoopAsksIsAnsweredWithoutTheDisk() throws Exception {
        OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.append(0, 100, 1_000);
        open.readAll();
        disk.freeze();
        try {
            assertTimeoutPreemptively(NOISE, () -> {
                for (int i = 0; i < 100; i++) {
                    open.journal.append("key", new byte[100], receipt);
                    open.journal.confirm(i);
                    open.journal.read(i, (sequence, key, payload, appendedAt, again) -> true);
                    open.journal.fillRatio();
                    open.journal.bytes();
                    open.journal.records();
                    open.journal.fault();
                    open.journal.corruptions();
                    open.journal.oldestAppendedAt();
                    open.journal.durableBefore();
                    open.journal.onReadable(() -> {});
                    open.journal.settle();
                }
            });
        } finally {
            disk.thaw();
            open.close();
        }
        assertThat(refusals).isEmpty();
    }
}
