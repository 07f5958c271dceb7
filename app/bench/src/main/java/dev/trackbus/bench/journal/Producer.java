package dev.trackbus.bench.journal;

import com.sun.management.ThreadMXBean;
import dev.trackbus.kinesis.buffer.EventBuffer;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Appends as fast as the journal takes it, or at a rate; never more than a window ahead of its answers. */
final class Producer extends Thread implements EventBuffer.AppendCallback {
    private static final long WINDOW = 10_000;
    private static final long PAUSE_NANOS = 50_000;
    private static final int EVERY = 16;

    private final EventBuffer journal;
    private final byte[] payload;
    private final long records;
    private final int perSecond;
    private final Histogram appends = new Histogram(1_000_000_000, 3);
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private long allocated;

    /** @param perSecond the rate, 0 for as fast as possible */
    Producer(EventBuffer journal, int bytes, long records, int perSecond) {
        super("producer");
        this.journal = journal;
        this.payload = new byte[bytes];
        this.records = records;
        this.perSecond = perSecond;
    }

    @Override
    public void run() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        for (long i = 0; i < records; i++) {
            while (i - answered.get() >= WINDOW || perSecond > 0 && i > due(start)) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            append(i);
        }
        allocated = threads.getCurrentThreadAllocatedBytes() - before;
    }

    private double due(long start) {
        return (System.nanoTime() - start) * 1e-9 * perSecond;
    }

    private void append(long i) {
        if (i % EVERY == 0) {
            long began = System.nanoTime();
            journal.append("0193c8a7-7f3e-7c1d-9a41-5f0b6c2d3e4f", payload, this);
            appends.recordValue(System.nanoTime() - began);
        } else {
            journal.append("0193c8a7-7f3e-7c1d-9a41-5f0b6c2d3e4f", payload, this);
        }
    }

    @Override
    public void appended(long sequence) {
        answered.incrementAndGet();
    }

    @Override
    public void refused(String why) {
        refused.incrementAndGet();
        answered.incrementAndGet();
    }

    /** How long each sixteenth call of append took, in nanoseconds. */
    Histogram appends() {
        return appends;
    }

    long refusals() {
        return refused.get();
    }

    /** Bytes of heap that a call of append took on this thread. */
    double allocatedPerAppend() {
        return (double) allocated / records;
    }
}
