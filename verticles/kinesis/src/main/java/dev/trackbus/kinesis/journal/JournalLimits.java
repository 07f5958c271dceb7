package dev.trackbus.kinesis.journal;

/**
 * How many bytes a journal takes on disk: segments and dead letters, not what is in quarantine. Neither the number nor the
 * age of events refuses one. Any thread.
 */
record JournalLimits(JournalConfig config, Segments segments, Backlog backlog, DeadLetterFiles deadLetters) {
    private static final long STAGED_BYTES = 9L << 20;

    /** Says that the bound is reached, with the figures; null where it is not. */
    String exceeded() {
        long dead = deadLetters.bytes();
        long bytes = segments.bytes() + dead;
        if (bytes <= config.maxBytes() - STAGED_BYTES) {
            return null;
        }
        String ofThem = dead == 0 ? "" : ", " + dead + " of them dead letters";
        return "journal full: " + bytes + " of " + config.maxBytes() + " bytes" + ofThem;
    }

    /** How near the bound is, 0 … 1. */
    double fillRatio() {
        double bytes = backlog.bytes() + deadLetters.bytes();
        return Math.min(1, bytes / (config.maxBytes() - STAGED_BYTES - config.segmentBytes()));
    }
}
