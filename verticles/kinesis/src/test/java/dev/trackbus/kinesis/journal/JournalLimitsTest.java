package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits of a journal and its fill ratio. */
class JournalLimitsTest {
    private static final long MAX_BYTES = 32L << 20;
    private static final long STAGED_BYTES = 9L << 20;
    private static final long SEGMENT_BYTES = 1L << 20;

    private final Backlog backlog = new Backlog(0);
    private final Segment segment = new Segment(0);
    private final DeadLetterFiles letters = new DeadLetterFiles(new FakeDisk(2));
    private Segments segments;
    private JournalLimits limits;

    @BeforeEach
    void open() throws IOException {
        segments = SegmentFinder.find(new FakeDisk(1));
        segments.create(segment).close();
        JournalConfig config = new JournalConfig(MAX_BYTES, SEGMENT_BYTES, false, Duration.ZERO);
        limits = new JournalLimits(config, segments, backlog, letters);
    }

    @Test
    void leavesRoomForBufferedRecords() {
        segments.grow(segment, MAX_BYTES - STAGED_BYTES);
        assertThat(limits.exceeded()).isNull();
        segments.grow(segment, MAX_BYTES - STAGED_BYTES + 1);
        assertThat(limits.exceeded()).isEqualTo("journal full: 24117249 of 33554432 bytes");
    }

    @Test
    void takesEventsHoweverOldAndManyTheOthersAre() {
        backlog.read(Long.MAX_VALUE, 10, List.of(new JournalEntry(0, "k", new byte[1], 1)));
        assertThat(limits.exceeded()).isNull();
    }

    @Test
    void countsTheBytesOfDeadLetters() throws IOException {
        segments.grow(segment, MAX_BYTES - STAGED_BYTES);
        letters.add("key", new byte[1_000], "no");
        assertThat(limits.exceeded()).isEqualTo("journal full: 24118265 of 33554432 bytes, 1017 of them dead letters");
        assertThat(limits.fillRatio()).isPositive();
        letters.delete(letters.names().get(0));
        assertThat(limits.exceeded()).isNull();
    }

    @Test
    void isAsFullAsItsBytes() {
        assertThat(limits.fillRatio()).isZero();
        backlog.written((MAX_BYTES - STAGED_BYTES - SEGMENT_BYTES) / 2);
        assertThat(limits.fillRatio()).isEqualTo(0.5);
    }

    @Test
    void isNeverMoreThanFull() {
        backlog.written(MAX_BYTES);
        assertThat(limits.fillRatio()).isEqualTo(1);
    }
}
