package dev.trackbus.kinesis.journal;

/** How many bytes a journal takes on disk. Neither their number nor their age refuses an event. Any thread. */
record Bounds(JournalConfig config, Segments segments, Backlog backlog) {
    private static final long STAGED_BYTES = 9L << 20;

    /** Says that the bound is reached, with the figures; null where it is not. */
    String reached() {
        long bytes = segments.bytes();
        return bytes > config.maxBytes() - STAGED_BYTES
                ? "journal full: " + bytes + " of " + config.maxBytes() + " bytes"
                : null;
    }

    /** How near the bound is, 0 … 1. */
    double filled() {
        return Math.min(1, (double) backlog.bytes() / (config.maxBytes() - STAGED_BYTES - config.segmentBytes()));
    }
}
