package dev.trackbus.bench.journal;

import dev.trackbus.kinesis.buffer.EventBuffer;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Events at a steady rate: how long each waits for its answer, counted from when it was due. */
final class AnswerDelay {
    private static final long PAUSE_NANOS = 50_000;

    private final Histogram delays = new ConcurrentHistogram(10_000_000_000L, 3);
    private final EventBuffer journal;
    private final int perSecond;

    AnswerDelay(EventBuffer journal, int perSecond) {
        this.journal = journal;
        this.perSecond = perSecond;
    }

    /** Blocks for as long as it takes. */
    Histogram run(int bytes, long records) {
        long start = System.nanoTime();
        double nanosEach = 1e9 / perSecond;
        for (long i = 0; i < records; i++) {
            long due = start + (long) (i * nanosEach);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            journal.append("0193c8a7-7f3e-7c1d-9a41-5f0b6c2d3e4f", new byte[bytes], since(due));
        }
        return delays;
    }

    private EventBuffer.AppendCallback since(long due) {
        return new EventBuffer.AppendCallback() {
            @Override
            public void appended(long sequence) {
                delays.recordValue(System.nanoTime() - due);
            }

            @Override
            public void refused(String why) {
                throw new IllegalStateException(why);
            }
        };
    }
}
