package dev.trackbus.bench.journal;

import dev.trackbus.kinesis.buffer.EventBuffer;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Reads everything back and confirms it, as the sender does, without Kinesis. A thread of its own. */
final class Reader extends Thread {
    private static final long IDLE_NANOS = 1_000_000;

    private final EventBuffer journal;
    private final LongSupplier records;
    private long read;

    /** @param records how many there will be in the end, as far as is known */
    Reader(EventBuffer journal, LongSupplier records) {
        super("reader");
        this.journal = journal;
        this.records = records;
        journal.onReadable(() -> LockSupport.unpark(this));
    }

    @Override
    public void run() {
        long next = 0;
        while (read < records.getAsLong()) {
            long before = next;
            next = journal.read(next, (sequence, key, payload, appendedAt, again) -> {
                read++;
                return true;
            });
            if (next == before) {
                LockSupport.parkNanos(this, IDLE_NANOS);
            } else {
                journal.confirm(next);
            }
        }
    }
}
