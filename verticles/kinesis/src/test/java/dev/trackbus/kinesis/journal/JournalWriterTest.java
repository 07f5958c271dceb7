package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.trackbus.kinesis.buffer.EventBuffer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Writer of batches, on the test's thread where the buffer is closed before. */
class JournalWriterTest {
    private static final Duration LONG = Duration.ofDays(1);

    private final FakeDisk disk = new FakeDisk(42);
    private final List<Long> grown = Collections.synchronizedList(new ArrayList<>());
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private WriteBuffer writeBuffer;
    private Segments segments;

    private JournalWriter writer(boolean forced, Duration groupCommit, Executor owner) throws IOException {
        writeBuffer = new WriteBuffer(owner);
        segments = SegmentFinder.find(disk);
        JournalConfig config = new JournalConfig(32 << 20, BlockHeader.BLOCK, forced, groupCommit);
        return new JournalWriter(writeBuffer, segments, 0, config, owner, grown::add);
    }

    private JournalWriter writer() throws IOException {
        return writer(false, LONG, Runnable::run);
    }

    private Thread start(JournalWriter writer) {
        Thread thread = new Thread(writer, "writer");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void end(Thread thread) throws InterruptedException {
        writeBuffer.close();
        thread.join();
        assertThat(disk.opened()).isZero();
    }

    private boolean add(int size) {
        return writeBuffer.add("k", new byte[size], size, 0, new EventBuffer.AppendCallback() {
            @Override
            public void appended(long sequence) {
                told.add("taken over as " + sequence);
            }

            @Override
            public void refused(String why) {
                told.add(why);
            }
        });
    }

    private void awaitTold(int count) {
        await().pollInterval(Duration.ofMillis(2)).until(() -> told.size() == count);
    }

    @Test
    void writesBufferedRecordsAndClosesItsFile() throws IOException {
        JournalWriter writer = writer();
        add(10);
        add(20);
        writeBuffer.close();
        writer.run();
        assertThat(told).containsExactly("taken over as 0", "taken over as 1");
        assertThat(writer.next()).isEqualTo(2);
        assertThat(grown).containsExactly(segments.bytes(), 0L);
        assertThat(segments.bytes()).isEqualTo(disk.content("0000000000000000.segment").length);
        assertThat(segments.all()).allMatch(Segment::isSealed);
        assertThat(disk.opened()).isZero();
    }

    @Test
    void reportsTheBytesOfEachBatch() throws IOException {
        JournalWriter writer = writer();
        add(600_000);
        add(600_000);
        writeBuffer.close();
        writer.run();
        long each = disk.content("0000000000000000.segment").length;
        assertThat(grown).containsExactly(each, 0L, each, 0L);
        assertThat(segments.bytes()).isEqualTo(2 * each);
    }

    @Test
    void beginsASegmentWhereABatchMightNotFit() throws Exception {
        for (int beyond = 0; beyond < 2; beyond++) {
            told.clear();
            disk.segments().forEach(disk::remove);
            Thread thread = start(writer());
            add(40_000);
            awaitTold(1);
            add(25_440 + beyond);
            awaitTold(2);
            end(thread);
            assertThat(disk.segments()).hasSize(1 + beyond);
        }
    }

    @Test
    void anEmptySegmentTakesABatchOfAnySize() throws IOException {
        JournalWriter writer = writer();
        add(1_000_000);
        writeBuffer.close();
        writer.run();
        assertThat(disk.segments()).containsExactly("0000000000000000.segment");
        assertThat(told).containsExactly("taken over as 0");
    }

    @Test
    void aRefusedBatchNotifiesTheReader() throws Exception {
        Thread thread = start(writer());
        disk.fail(FakeDisk.Call.WRITE);
        add(10);
        awaitTold(1);
        await().pollInterval(Duration.ofMillis(2)).until(() -> grown.size() == 1);
        assertThat(told).containsExactly("journal cannot be written: java.io.IOException: WRITE fails");
        assertThat(grown).containsExactly(0L);
        end(thread);
    }

    @Test
    void recoversWhenNoSegmentCouldBeCreated() throws Exception {
        Thread thread = start(writer());
        disk.fail(FakeDisk.Call.CREATE);
        add(10);
        awaitTold(1);
        disk.heal();
        add(10);
        awaitTold(2);
        assertThat(told).element(1).isEqualTo("taken over as 0");
        end(thread);
    }

    @Test
    void doesNotReuseNumbersAfterAFailedForce() throws Exception {
        Thread thread = start(writer(true, Duration.ZERO, Runnable::run));
        add(10);
        awaitTold(1);
        disk.fail(FakeDisk.Call.FORCE);
        add(10);
        awaitTold(2);
        disk.heal();
        add(10);
        awaitTold(3);
        end(thread);
        assertThat(told).element(2).isEqualTo("taken over as 2");
        assertThat(disk.segments()).containsExactly("0000000000000000.segment", "0000000000000002.segment");
    }

    @Test
    void gathersAppendsForOneForce() throws Exception {
        long gathering = TimeUnit.MILLISECONDS.toNanos(100);
        long before = System.nanoTime();
        JournalWriter writer = writer(true, Duration.ofNanos(gathering), Runnable::run);
        add(10);
        Thread thread = start(writer);
        awaitTold(1);
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(gathering);
        end(thread);
    }

    @Test
    void doesNotGatherAppendsWithoutForce() throws Exception {
        Thread thread = start(writer(false, LONG, Runnable::run));
        add(10);
        awaitTold(1);
        end(thread);
    }

    @Test
    void doesNotGatherAppendsWhileClosing() throws IOException {
        JournalWriter writer = writer(true, LONG, Runnable::run);
        add(10);
        writeBuffer.close();
        writer.run();
        assertThat(told).containsExactly("taken over as 0");
    }

    @Test
    void continuesWhenCallbacksCannotBeCalled() throws Exception {
        JournalWriter writer = writer(false, LONG, task -> {
            if (Thread.currentThread().getName().equals("writer")) {
                throw new RejectedExecutionException("the owner has gone");
            }
            task.run();
        });
        Thread thread = start(writer);
        for (int i = 1; i <= 20; i++) {
            int written = i;
            assertThat(add(10)).isTrue();
            await().pollInterval(Duration.ofMillis(2)).until(() -> writer.next() == written);
        }
        assertThat(writer.fault()).isEmpty();
        assertThatCode(() -> end(thread)).doesNotThrowAnyException();
    }
}
