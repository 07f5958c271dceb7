package dev.trackbus.kinesis.journal;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * File of records. Its name is the sequence number of its first record in 16 hexadecimal digits, so names alone tell
 * which file has
 * which records.
 */
final class Segment {
    private static final Pattern NAME = Pattern.compile("[0-3][0-9a-f]{15}\\.segment");

    private final long first;
    private volatile long end;
    private volatile boolean sealed;
    private volatile boolean forced;
    private volatile boolean read;
    private volatile boolean corrupt;
    private volatile long behind = Long.MAX_VALUE;

    Segment(long first) {
        this.first = first;
    }

    /** Returns the highest number of records that a file of so many bytes can hold. */
    static long mostRecords(long bytes) {
        return bytes / (SegmentWriter.RECORD_HEADER + WriteBatch.OVERHEAD) + 1;
    }

    /** Returns the sequence number of the first record where the name is a segment's. */
    static Optional<Long> firstOf(String name) {
        return NAME.matcher(name).matches() ? Optional.of(Long.parseLong(name.substring(0, 16), 16)) : Optional.empty();
    }

    String name() {
        return "%016x.segment".formatted(first);
    }

    long first() {
        return first;
    }

    /** Returns how many bytes may be read; rises while the segment is written. Any thread. */
    long end() {
        return end;
    }

    void grow(long to) {
        end = to;
    }

    /** Returns whether nothing more is written to it. Any thread. */
    boolean isSealed() {
        return sealed;
    }

    /** Returns whether all of it survives a loss of power. Any thread. */
    boolean isForced() {
        return forced;
    }

    void forced(boolean whole) {
        forced = whole;
    }

    /** Seals a segment whose last sequence number is not known. */
    void seal() {
        sealed = true;
    }

    /** Seals a segment whose records all have lower sequence numbers. */
    void seal(long before) {
        behind = before;
        sealed = true;
    }

    /**
     * Returns a sequence number higher than those of all its records, {@link Long#MAX_VALUE} where it is not known.
     * Any thread.
     */
    long behind() {
        return behind;
    }

    /** Records that this process has read all of it, and whether a part was corrupt. */
    void read(boolean foundCorrupt) {
        corrupt = foundCorrupt;
        read = true;
    }

    /** Returns whether this process has read all of it. Any thread. */
    boolean isRead() {
        return read;
    }

    /** Returns whether a part of it was corrupt when it was read. Any thread. */
    boolean isCorrupt() {
        return corrupt;
    }
}
