package dev.trackbus.kinesis.journal;

import java.time.Duration;
import java.util.Objects;

/**
 * Configuration of a journal.
 *
 * @param maxBytes     limit of the bytes of all segments, at least 32 MiB; only records appended again exceed it, by
 *     no more
 *     than the window
 * @param segmentBytes size of a segment, from a block of 64 KiB to a quarter of the limit; a batch is never divided
 * @param forced       whether an append is answered only after a force, which survives a loss of power
 * @param groupCommit  time for which appends gather for one force, not negative
 */
public record JournalConfig(long maxBytes, long segmentBytes, boolean forced, Duration groupCommit) {
    private static final long LEAST_BYTES = 32L << 20;
    private static final long MOST_SEGMENT_BYTES = 64L << 20;
    private static final int SEGMENTS = 8;
    private static final Duration GROUP_COMMIT = Duration.ofMillis(5);

    /** Throws {@link IllegalArgumentException} that names the setting. */
    public JournalConfig {
        Objects.requireNonNull(groupCommit, "groupCommit");
        check(maxBytes >= LEAST_BYTES, "JOURNAL_MAX_BYTES must be at least 32MiB, was " + maxBytes);
        check(
                segmentBytes >= BlockHeader.BLOCK && segmentBytes <= maxBytes / 4,
                "a segment must have from 64 KiB to a quarter of JOURNAL_MAX_BYTES, had " + segmentBytes);
        check(!groupCommit.isNegative(), "the group commit must not be negative, was " + groupCommit);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * Returns the usual configuration: segments of 64 MiB, or an eighth of a small limit; group commit of 5 ms.
     *
     * @param maxBytes limit of the bytes of all segments, at least 32 MiB
     * @param forced   whether an append is answered only after a force
     * @return the configuration
     */
    public static JournalConfig of(long maxBytes, boolean forced) {
        long segment = Math.min(MOST_SEGMENT_BYTES, maxBytes / SEGMENTS);
        return new JournalConfig(maxBytes, segment, forced, GROUP_COMMIT);
    }
}
