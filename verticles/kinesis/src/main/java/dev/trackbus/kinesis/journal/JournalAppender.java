package dev.trackbus.kinesis.journal;

import dev.trackbus.kinesis.buffer.EventBuffer.AppendCallback;
import java.time.InstantSource;

/** Appender of records to the write buffer, within the limits of the journal. Any thread; never blocks. */
record JournalAppender(JournalLimits limits, InstantSource clock, WriteBuffer writeBuffer, Backlog backlog) {
    /** Appends a new record with the time of now. */
    void append(String key, byte[] bytes, int length, AppendCallback callback) {
        String why = limits.exceeded();
        if (why == null) {
            why = writeBuffer.stage(key, bytes, length, clock.millis(), callback);
        }
        if (why != null) {
            callback.refused(why + ", event of " + (key.length() + length) + " bytes refused");
        }
    }

    /** Appends a record of an orphaned journal, within the limits and with the time of its first append. */
    void adopt(JournalEntry entry, AppendCallback callback) {
        String why = limits.exceeded();
        if (why == null) {
            stage(entry.key(), entry.payload(), entry.appendedAt(), backlog.late(entry.appendedAt(), callback));
        } else {
            callback.refused(why);
        }
    }

    /** Appends a copy of a record in this journal. No limit refuses it, because it lets its first copy be removed. */
    void appendAgain(String key, byte[] payload, long appendedAt, AppendCallback callback) {
        stage(key, payload, -appendedAt, backlog.late(appendedAt, callback));
    }

    private void stage(String key, byte[] payload, long stamp, AppendCallback callback) {
        String why = writeBuffer.stage(key, payload, payload.length, stamp, callback);
        if (why != null) {
            callback.refused(why);
        }
    }
}
