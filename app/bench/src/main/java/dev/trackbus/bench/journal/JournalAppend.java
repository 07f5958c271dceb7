package dev.trackbus.bench.journal;

import dev.trackbus.kinesis.buffer.EventBuffer;
import dev.trackbus.kinesis.journal.Journal;
import dev.trackbus.kinesis.journal.JournalConfig;
import dev.trackbus.kinesis.journal.JournalOpener;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The journal alone: 200 bytes copied, written and read back; an answer for each comes from the writer's thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 2)
public class JournalAppend implements EventBuffer.AppendCallback {
    private static final int TIMES = 1_024;
    private static final long MAX_BYTES = 1L << 30;
    private static final int PAYLOAD = 200;
    private static final long PAUSE_NANOS = 50_000;

    private static final String KEY = "0193c8a7-7f3e-7c1d-9a41-5f0b6c2d3e4f";

    private final byte[] payload = new byte[PAYLOAD];
    private final Semaphore answered = new Semaphore(0);
    private volatile String fault;
    private volatile boolean closed;
    private Journal journal;
    private Reader reader;

    /** What is read back is confirmed at once, by a thread of its own. */
    @Setup
    public void open() throws IOException {
        journal = JournalOpener.claim(
                Files.createTempDirectory("trackbus-micro"),
                JournalConfig.of(MAX_BYTES, false),
                InstantSource.system(),
                Runnable::run);
        reader = new Reader(journal, () -> closed ? 0 : Long.MAX_VALUE);
        reader.setDaemon(true);
        reader.start();
    }

    /** Closes the journal. */
    @TearDown
    public void close() throws IOException, InterruptedException {
        closed = true;
        reader.join();
        journal.close();
    }

    /** Appends, and waits until all are written; and for the reader, where it is far behind. */
    @Benchmark
    @OperationsPerInvocation(TIMES)
    public void append() throws IOException {
        while (journal.bytes() > MAX_BYTES / 2) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        for (int i = 0; i < TIMES; i++) {
            journal.append(KEY, payload, this);
        }
        answered.acquireUninterruptibly(TIMES);
        if (fault != null) {
            throw new IOException(fault);
        }
    }

    @Override
    public void appended(long sequence) {
        answered.release();
    }

    @Override
    public void refused(String why) {
        fault = why;
        answered.release();
    }
}
