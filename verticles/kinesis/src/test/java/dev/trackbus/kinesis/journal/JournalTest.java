package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.kinesis.buffer.EventBuffer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournalTest {
    private final FakeDisk disk = new FakeDisk(7);
    private final AtomicLong now = new AtomicLong(1_000);
    private final List<String> refusals = new ArrayList<>();
    private OpenJournal open;

    private void open(long maxBytes) throws IOException {
        JournalConfig config = new JournalConfig(maxBytes, 128 << 10, false, Duration.ZERO);
        open = new OpenJournal(JournalOpener.open(disk, config, () -> Instant.ofEpochMilli(now.get()), Runnable::run));
    }

    @AfterEach
    void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }

    @Test
    void givesLargeRecordsWhole() throws IOException {
        open(64 << 20);
        open.append(0, 1, (1 << 20) - 10);
        open.append(1, 1, 1);
        open.append(2, 2, (1 << 20) - 10);
        open.readAll();
        assertThat(open.given)
                .containsEntry(0L, OpenJournal.text(0, (1 << 20) - 10))
                .containsEntry(1L, OpenJournal.text(1, 1))
                .containsEntry(3L, OpenJournal.text(3, (1 << 20) - 10));
    }

    /** What is read ahead is bounded, so that its end lies within a record. */
    @Test
    void isNotCorruptAfterClosingWithABacklog() throws IOException {
        open = new OpenJournal(disk, JournalConfig.of(256 << 20, false));
        open.appendEach(0, 20, (1 << 20) - 10);
        open.close();
        open = new OpenJournal(disk, JournalConfig.of(256 << 20, false));
        Awaitility.await().until(() -> open.journal.aheadBytes() > 7 << 20);
        open.close();
        assertThat(open.journal.corruptions()).isZero();
        open = null;
    }

    @Test
    void refusesWhatNoBatchCanHold() throws IOException {
        open(64 << 20);
        open.append(0, 1, 2 << 20);
        assertThat(open.refusals).singleElement().asString().startsWith("too large for the journal, event of 2097159");
        open.append(1, 1, 1);
        assertThat(open.taken).hasSize(1);
    }

    @Test
    void takesTheLargestEventAndTheLongestKeyAndNoByteMore() throws IOException {
        open(64 << 20);
        for (int more = 0; more < 2; more++) {
            append("k".repeat(WriteBatch.MAX_KEY + more), 1);
            append("k", WriteBatch.MAX_EVENT - 1 + more);
        }
        open.readUntil(() -> open.given.size() == 2);
        assertThat(refusals)
                .containsExactly(
                        "too large for the journal, event of 257 bytes refused",
                        "too large for the journal, event of 1052664 bytes refused");
    }

    private void append(String key, int size) {
        open.journal.append(key, new byte[size], new EventBuffer.AppendCallback() {
            @Override
            public void appended(long sequence) {}

            @Override
            public void refused(String why) {
                refusals.add(why);
            }
        });
    }

    @Test
    void refusesBeyondItsBytesAndTakesAgainWhenTheyAreConfirmed() throws IOException {
        open(32 << 20);
        for (int i = 0; open.refusals.isEmpty(); i += 10) {
            open.append(i, 10, 100_000);
            assertThat(i).isLessThan(400);
        }
        assertThat(open.refusals.get(0)).startsWith("journal full: ").contains(" of 33554432 bytes, event of 1000");
        assertThat(open.journal.fillRatio()).isEqualTo(1);
        open.readUntil(() -> {
            open.confirm(open.before());
            return open.journal.records() == 0;
        });
        open.readUntil(() -> disk.segments().size() == 1);
        assertThat(open.journal.bytes()).isZero();
        int refused = open.refusals.size();
        open.append(1_000, 1, 10);
        assertThat(open.refusals).hasSize(refused);
    }

    @Test
    void acceptsEventsWhileTheOldestIsOlderThanADay() throws IOException {
        open(32 << 20);
        open.append(0, 1, 10);
        open.readAll();
        now.addAndGet(Duration.ofDays(2).toMillis());
        open.append(1, 1, 10);
        assertThat(open.refusals).isEmpty();
        assertThat(open.taken).hasSize(2);
    }

    @Test
    void anEventThatIsAppendedAgainKeepsTheTimeOfItsFirstAppend() throws IOException {
        open(32 << 20);
        open.append(0, 1, 10);
        open.readAll();
        now.addAndGet(9_000);
        open.appendAgain(0, 10, 1_000);
        open.readAll();
        open.confirm(1);
        assertThat(open.journal.oldestAppendedAt()).isEqualTo(1_000);
        open.confirm(2);
        assertThat(open.journal.oldestAppendedAt()).isEqualTo(EventBuffer.NONE);
    }

    @Test
    void countsTheAgeOfAnEventAppendedAgainBeforeItIsRead() throws IOException {
        open(64 << 20);
        open.appendEach(0, 12, (1 << 20) - 10);
        now.addAndGet(9_000);
        open.appendAgain(0, 10, 400);
        assertThat(open.journal.aheadBytes()).isLessThan(10 << 20);
        assertThat(open.journal.oldestAppendedAt()).isEqualTo(400);
    }

    @Test
    void knowsWhenTheOldestWasAppended() throws IOException {
        open(32 << 20);
        assertThat(open.journal.oldestAppendedAt()).isEqualTo(EventBuffer.NONE);
        open.append(0, 1, 10);
        now.addAndGet(500);
        open.append(1, 1, 10);
        open.readAll();
        assertThat(open.journal.oldestAppendedAt()).isEqualTo(1_000);
        open.confirm(2);
        assertThat(open.journal.oldestAppendedAt()).isEqualTo(EventBuffer.NONE);
    }

    @Test
    void countsTheBytesOfWhatAnEarlierProcessLeft() throws IOException {
        open(32 << 20);
        open.appendEach(0, 20, 10_000);
        long bytes = open.journal.bytes();
        open.close();
        open(32 << 20);
        assertThat(bytes).isGreaterThan(200_000);
        assertThat(open.journal.bytes()).isEqualTo(bytes);
        assertThat(open.journal.records()).isEqualTo(20);
    }

    @Test
    void continuesWhereTheSinkStopped() throws IOException {
        open(32 << 20);
        open.append(0, 3, 10);
        List<Long> numbers = new ArrayList<>();
        open.journal.onReadable(() -> {});
        while (numbers.size() < 3) {
            long before = open.journal.read(0, (sequence, key, payload, appendedAt, again) -> !numbers.add(sequence));
            assertThat(before).isGreaterThanOrEqualTo(numbers.size());
        }
        assertThat(numbers).containsExactly(0L, 1L, 2L);
    }

    @Test
    void callsAllCallbacksOfASlowOwnerOnClose() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(100);
        FakeDisk other = new FakeDisk(1);
        Journal journal = JournalOpener.open(other, OpenJournal.WRITTEN, () -> Instant.EPOCH, task -> new Thread(() -> {
                    try {
                        slow.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    task.run();
                })
                .start());
        for (int i = 0; i < 100; i++) {
            journal.append("k", new byte[1], counting(told));
            long written = journal.next();
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5);
            while (journal.next() == written && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
        journal.close();
        slow.countDown();
        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static EventBuffer.AppendCallback counting(CountDownLatch told) {
        return new EventBuffer.AppendCallback() {
            @Override
            public void appended(long sequence) {
                told.countDown();
            }

            @Override
            public void refused(String why) {
                throw new AssertionError(why);
            }
        };
    }

    @Test
    void refusesWhenItIsClosed() throws IOException {
        open(32 << 20);
        Journal closed = JournalOpener.open(new FakeDisk(1), OpenJournal.WRITTEN, () -> Instant.EPOCH, Runnable::run);
        closed.close();
        List<String> refusals = new ArrayList<>();
        closed.append("k", new byte[3], new EventBuffer.AppendCallback() {
            @Override
            public void appended(long sequence) {
                throw new AssertionError(sequence);
            }

            @Override
            public void refused(String why) {
                refusals.add(why);
            }
        });
        assertThat(refusals).containsExactly("journal closed, event of 4 bytes refused");
    }
}
