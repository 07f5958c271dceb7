package dev.trackbus.kinesis.journal;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One file of the journal. Its name is the number of its first record in 16 hexadecimal digits, so that the names alone
 * say which file holds which records.
 */
final class Segment {
    private static final Pattern NAME = Pattern.compile("[0-3][0-9a-f]{15}\\.segment");

    private final long first;
    private volatile long end;
    private volatile boolean sealed;
    private volatile boolean forced;

    Segment(long first) {
        this.first = first;
    }

    /** The first record's number where the file's name is a segment's. */
    static Optional<Long> firstOf(String name) {
        return NAME.matcher(name).matches() ? Optional.of(Long.parseLong(name.substring(0, 16), 16)) : Optional.empty();
    }

    String name() {
        return "%016x.segment".formatted(first);
    }

    long first() {
        return first;
    }

    /** How many bytes may be read; rises while the segment is written. Any thread. */
    long end() {
        return end;
    }

    void grow(long to) {
        end = to;
    }

    /** Whether nothing is written to it any more. Any thread. */
    boolean isSealed() {
        return sealed;
    }

    /** Whether all of it outlasts a loss of power. Any thread. */
    boolean isForced() {
        return forced;
    }

    void forced(boolean whole) {
        forced = whole;
    }

    void seal() {
        sealed = true;
    }
}
