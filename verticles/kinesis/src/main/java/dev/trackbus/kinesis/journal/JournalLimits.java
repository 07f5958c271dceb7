package dev.trackbus.kinesis.journal;

/**
 * Limit of a journal's bytes on disk: segments and dead letters, but not quarantined files. Neither number nor age of
 * records
 * counts. Any thread.
 */
record JournalLimits(JournalConfig config, Segments segments, Backlog backlog, DeadLetterFiles deadLetters) {
    private static final long BUFFERED_BYTES = 9L << 20;

    /** Returns why no record can be appended, with the values; null where one can. */
    String exceeded() {
        long dead = deadLetters.bytes();
        long bytes = segments.bytes() + dead;
        if (bytes <= config.maxBytes() - BUFFERED_BYTES) {
            return null;
        }
        String ofThem = dead == 0 ? "" : ", " + dead + " of them dead letters";
        return "journal full: " + bytes + " of " + config.maxBytes() + " bytes" + ofThem;
    }

    /** Returns how full the journal is, 0-1. */
    double fillRatio() {
        double bytes = backlog.bytes() + deadLetters.bytes();
        return Math.min(1, bytes / (config.maxBytes() - BUFFERED_BYTES - config.segmentBytes()));
    }
}
