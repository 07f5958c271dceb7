package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Up to which figure a journal takes events, and how full it says it is. */
class BoundsTest {
    private static final long MAX_BYTES = 32L << 20;
    private static final long STAGED_BYTES = 9L << 20;
    private static final long SEGMENT_BYTES = 1L << 20;
    private static final long APPENDED_AT = 5_000;

    private final Backlog backlog = new Backlog(0);
    private final Segment segment = new Segment(0);
    private Segments segments;
    private Bounds bounds;

    @BeforeEach
    void open() throws IOException {
        segments = Segments.find(new FakeDisk(1));
        segments.create(segment).close();
        JournalConfig config =
                new JournalConfig(MAX_BYTES, 100, Duration.ofSeconds(10), SEGMENT_BYTES, false, Duration.ZERO);
        bounds = new Bounds(config, segments, backlog);
    }

    private String reached(long records) {
        return bounds.reached(APPENDED_AT, records);
    }

    @Test
    void leavesRoomForWhatIsStaged() {
        segments.grow(segment, MAX_BYTES - STAGED_BYTES);
        assertThat(reached(0)).isNull();
        segments.grow(segment, MAX_BYTES - STAGED_BYTES + 1);
        assertThat(reached(0)).isEqualTo("journal full: 24117249 of 33554432 bytes");
    }

    @Test
    void takesTheLastRecordAndNoMore() {
        assertThat(reached(99)).isNull();
        assertThat(reached(100)).isEqualTo("journal full: 100 of 100 records");
    }

    @Test
    void takesEventsUntilTheOldestIsTooOld() {
        backlog.read(1, 10, APPENDED_AT);
        assertThat(bounds.reached(APPENDED_AT + 10_000, 1)).isNull();
        assertThat(bounds.reached(APPENDED_AT + 10_001, 1))
                .isEqualTo("journal full: the oldest event waits for 10001 of 10000 ms");
    }

    @Test
    void isAsFullAsTheNearestOfBytesAndRecords() {
        assertThat(bounds.filled(0)).isZero();
        assertThat(bounds.filled(25)).isEqualTo(0.25);
        backlog.written((MAX_BYTES - STAGED_BYTES - SEGMENT_BYTES) / 2);
        assertThat(bounds.filled(25)).isEqualTo(0.5);
        assertThat(bounds.filled(75)).isEqualTo(0.75);
    }

    @Test
    void isNeverMoreThanFull() {
        backlog.written(MAX_BYTES);
        assertThat(bounds.filled(25)).isEqualTo(1);
        assertThat(bounds.filled(200)).isEqualTo(1);
    }
}
