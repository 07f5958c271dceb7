package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ConditionFactory;

/** Maintenance thread that works only when it is woken, and its results. */
final class OpenMaintenance implements Closeable {
    private static final long NEVER = TimeUnit.DAYS.toNanos(1);

    final Segments segments;
    final Backlog backlog;
    final JournalMaintenance maintenance;
    private final WakeSignal signal = new WakeSignal(NEVER);
    final AtomicLong next = new AtomicLong();
    final AtomicInteger looks = new AtomicInteger();
    final AtomicInteger told = new AtomicInteger();
    final List<Long> given = new ArrayList<>();
    private final FakeDisk disk;
    private volatile Thread looking;

    OpenMaintenance(FakeDisk disk, boolean forced) throws IOException {
        this.disk = disk;
        segments = SegmentFinder.find(disk);
        Checkpoint position = Checkpoint.open(disk);
        next.set(NextSequence.after(position.confirmedBefore(), segments));
        backlog = new Backlog(segments.bytesFrom(position.confirmedBefore()));
        maintenance = new JournalMaintenance(segments, position, this::look, backlog, forced, signal);
        maintenance.onReadable(told::incrementAndGet);
    }

    private long look() {
        looking = Thread.currentThread();
        looks.incrementAndGet();
        return next.get();
    }

    static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(2)).atMost(Duration.ofSeconds(20));
    }

    /** A segment of an earlier process. */
    static void leave(FakeDisk disk, long first, int records, int size) throws IOException {
        write(SegmentFinder.find(disk), first, records, size);
    }

    private static Segment write(Segments into, long first, int records, int size) throws IOException {
        Segment segment = new Segment(first);
        SegmentWriter writer = new SegmentWriter(into.create(segment), ByteBuffer.allocateDirect(256 << 10));
        WriteBatch batch = new WriteBatch();
        for (int i = 0; i < records; i++) {
            batch.add("k", new byte[size], size, 1_000 + i, null);
            if (i == records - 1 || batch.used() + size + 10 > WriteBatch.MAX_BYTES) {
                writer.write(batch, first + i + 1 - batch.records());
                batch.clear();
            }
        }
        writer.close();
        into.grow(segment, writer.end());
        return segment;
    }

    /** A segment that may still grow. */
    Segment write(int records) throws IOException {
        Segment segment = write(segments, next.get(), records, 10);
        next.addAndGet(records);
        return segment;
    }

    OpenMaintenance start() {
        maintenance.start();
        return this;
    }

    /** Until it has looked for work in vain and sleeps; in this order, for only this thread wakes it. */
    void awaitSleep() {
        soon().until(() -> signal.isAsleep() && looking != null && looking.getState() == Thread.State.TIMED_WAITING);
    }

    /** Until it has looked for work once more. */
    void awaitLook() {
        int known = looks.get();
        maintenance.wake();
        soon().until(() -> looks.get() > known);
    }

    void awaitFault(String begin) {
        soon().until(() -> maintenance.fault().startsWith(begin));
    }

    long give() {
        return maintenance.give((sequence, key, payload, appendedAt, again) -> given.add(sequence));
    }

    void giveUntil(long before) {
        soon().until(() -> give() >= before);
    }

    /** Confirms records and waits for the checkpoint. */
    void confirm(long before) {
        maintenance.confirm(before);
        soon().until(() -> maintenance.durableBefore() == before);
    }

    @Override
    public void close() throws IOException {
        disk.heal();
        try {
            maintenance.close();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(disk.opened()).isZero();
    }
}
