package dev.trackbus.kinesis.journal;

import dev.trackbus.kinesis.buffer.EventBuffer;

/** How much a journal takes: bytes on disk, records, and the age of the oldest. Any thread. */
record Bounds(JournalConfig config, Segments segments, Backlog backlog) {
    private static final long STAGED_BYTES = 9L << 20;

    /** Which of them is reached, with the figures; null where none is. */
    String reached(long now, long records) {
        long bytes = segments.bytes();
        if (bytes > config.maxBytes() - STAGED_BYTES) {
            return "journal full: " + bytes + " of " + config.maxBytes() + " bytes";
        }
        if (records >= config.maxRecords()) {
            return "journal full: " + records + " of " + config.maxRecords() + " records";
        }
        long oldest = backlog.oldestAppendedAt();
        if (oldest != EventBuffer.NONE && now - oldest > config.maxAge().toMillis()) {
            return "journal full: the oldest event waits for " + (now - oldest) + " of "
                    + config.maxAge().toMillis() + " ms";
        }
        return null;
    }

    /** How near the nearest of bytes and records is, 0 … 1. */
    double filled(long records) {
        double ofBytes = (double) backlog.bytes() / (config.maxBytes() - STAGED_BYTES - config.segmentBytes());
        return Math.min(1, Math.max(ofBytes, (double) records / config.maxRecords()));
    }
}
