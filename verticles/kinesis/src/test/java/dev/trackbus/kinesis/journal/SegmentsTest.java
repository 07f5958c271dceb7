package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Index of the segments. */
class SegmentsTest {
    private final FakeDisk disk = new FakeDisk(42);
    private Segments segments;

    @BeforeEach
    void open() throws IOException {
        segments = SegmentFinder.find(disk);
    }

    /** A segment that has so many bytes. */
    private Segment create(long first, long bytes) throws IOException {
        Segment segment = new Segment(first);
        segments.create(segment).close();
        segments.grow(segment, bytes);
        return segment;
    }

    private Segment sealed(long first, long bytes) throws IOException {
        Segment segment = create(first, bytes);
        segment.seal();
        return segment;
    }

    private static byte[] header(long sequence) {
        ByteBuffer header = ByteBuffer.allocate(BlockHeader.BYTES);
        BlockHeader.write(header, sequence, BlockHeader.BYTES, new CRC32C());
        return header.array();
    }

    @Test
    void countsTheBytesAsTheyGrow() throws IOException {
        Segment first = create(0, 100);
        segments.grow(first, 250);
        create(10, 30);
        assertThat(segments.bytes()).isEqualTo(280);
        assertThat(first.end()).isEqualTo(250);
    }

    @Test
    void countsTheBytesFromANumberOn() throws IOException {
        sealed(0, 100);
        sealed(10, 30);
        create(20, 7);
        assertThat(segments.bytesFrom(0)).isEqualTo(137);
        assertThat(segments.bytesFrom(9)).isEqualTo(137);
        assertThat(segments.bytesFrom(10)).isEqualTo(37);
        assertThat(segments.bytesFrom(100)).isEqualTo(7);
    }

    @Test
    void findsTheFileOfANumber() throws IOException {
        assertThat(segments.from(0)).isNull();
        Segment first = create(5, 1);
        Segment second = create(10, 1);
        assertThat(segments.from(0)).isSameAs(first);
        assertThat(segments.from(9)).isSameAs(first);
        assertThat(segments.from(10)).isSameAs(second);
        assertThat(segments.after(10)).isNull();
    }

    @Test
    void theOldestRecordIsTheFirstFilesOrThePosition() throws IOException {
        assertThat(segments.firstFrom(3)).isEqualTo(3);
        create(5, 1);
        assertThat(segments.firstFrom(3)).isEqualTo(5);
        assertThat(segments.firstFrom(7)).isEqualTo(7);
    }

    @Test
    void aSealedSegmentEndsWhereTheNextBegins() throws IOException {
        Segment first = create(0, 1);
        assertThat(segments.hasBefore(100)).isFalse();
        create(10, 1);
        assertThat(segments.hasBefore(10)).isFalse();
        first.seal();
        assertThat(segments.hasBefore(9)).isFalse();
        assertThat(segments.hasBefore(10)).isTrue();
    }

    @Test
    void removesWhatLiesBeforeANumber() throws IOException {
        sealed(0, 100);
        sealed(10, 30);
        create(20, 7);
        new SegmentRemover(segments).removeBefore(20);
        assertThat(disk.segments()).containsExactly("0000000000000014.segment");
        assertThat(segments.bytes()).isEqualTo(7);
        assertThat(segments.all()).extracting(Segment::first).containsExactly(20L);
    }

    @Test
    void aNewFileIsEmptyAndItsNameOutlastsALossOfPower() throws IOException {
        create(0, 0);
        assertThat(disk.content("0000000000000000.segment")).isEmpty();
        assertThat(disk.afterPowerLoss().segments()).containsExactly("0000000000000000.segment");
    }

    @Test
    void closesAFileWhoseNameCannotBeForced() {
        disk.fail(FakeDisk.Call.FORCE_NAMES);
        assertThatThrownBy(() -> segments.create(new Segment(0))).isInstanceOf(IOException.class);
        assertThat(disk.opened()).isZero();
        assertThat(segments.all()).isEmpty();
    }

    @Test
    void aDiscardedFileIsGoneWhereItCanBeRemoved() throws IOException {
        Segment segment = create(0, 0);
        disk.fail(FakeDisk.Call.DELETE);
        segments.discard(segment);
        assertThat(segments.all()).containsExactly(segment);
        disk.heal();
        segments.discard(segment);
        assertThat(segments.all()).isEmpty();
        assertThat(disk.segments()).isEmpty();
    }

    @Test
    void doesNotForceASealedSegmentTwice() throws IOException {
        Segment segment = create(0, 1);
        segments.forceFrom(0);
        disk.fail(FakeDisk.Call.FORCE);
        assertThatThrownBy(() -> segments.forceFrom(0)).isInstanceOf(IOException.class);
        disk.heal();
        segment.seal();
        segments.forceFrom(0);
        disk.fail(FakeDisk.Call.FORCE);
        assertThatCode(() -> segments.forceFrom(0)).doesNotThrowAnyException();
        assertThat(disk.opened()).isZero();
    }

    @Test
    void doesNotForceEarlierSegments() throws IOException {
        sealed(0, 1);
        Segment second = sealed(10, 1);
        second.forced(true);
        disk.fail(FakeDisk.Call.FORCE);
        assertThatCode(() -> segments.forceFrom(10)).doesNotThrowAnyException();
        assertThatThrownBy(() -> segments.forceFrom(9)).isInstanceOf(IOException.class);
    }

    @Test
    void aFileThatIsMissingHoldsNoForce() throws IOException {
        create(0, 1);
        disk.delete("0000000000000000.segment");
        assertThatCode(() -> segments.forceFrom(0)).doesNotThrowAnyException();
    }

    @Test
    void skipsTheNumberOfAFileWithoutRecords() throws IOException {
        disk.put("0000000000000007.segment", header(7));
        assertThat(NextSequence.after(0, SegmentFinder.find(disk))).isEqualTo(8);
        assertThat(NextSequence.after(0, SegmentFinder.find(new FakeDisk(1)))).isZero();
    }

    @Test
    void skipsAllNumbersOfAnUnreadableFile() throws IOException {
        disk.put("0000000000000007.segment", header(7));
        Segments found = SegmentFinder.find(disk);
        disk.fail(FakeDisk.Call.READ);
        assertThat(NextSequence.after(0, found)).isEqualTo(7 + Segment.mostRecords(BlockHeader.BYTES));
        assertThat(disk.opened()).isZero();
    }

    @Test
    void aFileWithAnEarlierFirstNumberIsNoSegment() throws IOException {
        disk.put("0000000000000007.segment", header(6));
        assertThat(SegmentFinder.find(disk).leftOut()).hasSize(1);
    }
}
