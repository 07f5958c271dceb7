package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Reading at the edges of blocks, records and files, and what counts as corruption. */
class SegmentReaderTest {
    private static final long FIRST = 1_000;
    private static final int BLOCK = BlockHeader.BLOCK;

    /** What a record takes beside its event: header, time, length of the key, a key of one character. */
    private static final int AROUND = SegmentWriter.RECORD_HEADER + WriteBatch.OVERHEAD + 1;

    private final FakeDisk disk = new FakeDisk(1);
    private final List<Long> given = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private SegmentReader reader;

    /** A segment of records that take so many bytes each. */
    private byte[] segment(int... sizes) throws IOException {
        disk.delete("written");
        SegmentWriter writer = new SegmentWriter(disk.create("written"), ByteBuffer.allocateDirect(256 << 10));
        for (int i = 0; i < sizes.length; i++) {
            WriteBatch batch = new WriteBatch();
            batch.add("k", new byte[sizes[i] - AROUND], sizes[i] - AROUND, 0, null);
            writer.write(batch, FIRST + i);
        }
        return disk.content("written");
    }

    private static void header(byte[] segment, int block, long sequence, int first) {
        BlockHeader.write(ByteBuffer.wrap(segment).position(block * BLOCK), sequence, first, new CRC32C());
    }

    private void read(byte[] segment, long... ends) throws IOException {
        disk.put("read", segment);
        reader = new SegmentReader(disk.open("read"), FIRST, Long.MAX_VALUE);
        for (long end : ends) {
            boolean more = true;
            while (more) {
                more = reader.readBlock(end, (sequence, bytes, from, length) -> {
                    given.add(sequence);
                    lengths.add(length);
                });
            }
        }
    }

    private void read(byte[] segment) throws IOException {
        read(segment, segment.length);
    }

    @Test
    void readsARecordThatEndsWithItsBlock() throws IOException {
        read(segment(BlockHeader.ROOM, 100));
        assertThat(given).containsExactly(FIRST, FIRST + 1);
        assertThat(reader.corruptions()).isZero();
    }

    @Test
    void givesTheSmallestRecordAndTheLargest() throws IOException {
        byte[] segment = segment(SegmentWriter.RECORD_HEADER + SegmentReader.MAX_RECORD);
        read(segment);
        assertThat(lengths).containsExactly(SegmentReader.MAX_RECORD);
        lengths.clear();
        byte[] one = Arrays.copyOf(segment, BlockHeader.BYTES + SegmentWriter.RECORD_HEADER + 1);
        CRC32C checksum = new CRC32C();
        checksum.update(new byte[] {0, 0, 0, 1, one[one.length - 1]});
        ByteBuffer.wrap(one).putInt(BlockHeader.BYTES, 1).putInt(BlockHeader.BYTES + 4, (int) checksum.getValue());
        read(one);
        assertThat(lengths).containsExactly(1);
    }

    @Test
    void anImpossibleLengthIsCorruptAtOnce() throws IOException {
        for (int length : new int[] {0, -1, SegmentReader.MAX_RECORD + 1}) {
            byte[] segment = segment(100);
            byte[] more = Arrays.copyOf(segment, segment.length + SegmentWriter.RECORD_HEADER);
            ByteBuffer.wrap(more).putInt(segment.length, length);
            read(more);
            assertThat(reader.corruptions()).as("length %d", length).isEqualTo(1);
            assertThat(reader.hasRest()).as("length %d", length).isFalse();
        }
    }

    @Test
    void aCorruptRecordCostsNoOther() throws IOException {
        byte[] segment = segment(100, 100, 100, 100, 100);
        for (int record : new int[] {1, 3}) {
            segment[BlockHeader.BYTES + 100 * record + 50] ^= 1;
        }
        read(segment);
        assertThat(given).containsExactly(FIRST, FIRST + 2, FIRST + 4);
        assertThat(reader.corruptions()).isEqualTo(2);
    }

    @Test
    void twoCorruptRecordsInARowEndTheBlock() throws IOException {
        byte[] segment = segment(100, 100, 100, 100);
        segment[BlockHeader.BYTES + 150] ^= 1;
        segment[BlockHeader.BYTES + 250] ^= 1;
        read(segment);
        assertThat(given).containsExactly(FIRST);
        assertThat(reader.corruptions()).isEqualTo(2);
        assertThat(reader.hasRest()).isFalse();
        assertThat(reader.sequenceBehind()).isEqualTo(FIRST + 3);
    }

    @Test
    void readsARecordWhoseLengthEndsABlock() throws IOException {
        for (int head = 1; head <= SegmentWriter.RECORD_HEADER; head++) {
            given.clear();
            read(segment(BlockHeader.ROOM - head, 100, 100));
            assertThat(given).as("%d bytes", head).containsExactly(FIRST, FIRST + 1, FIRST + 2);
            assertThat(reader.corruptions()).as("%d bytes", head).isZero();
        }
    }

    @Test
    void aWrongLengthAtTheEndOfABlockCostsOnlyItsRecord() throws IOException {
        byte[] segment = segment(BlockHeader.ROOM - Integer.BYTES, 100, 100);
        segment[BLOCK - 1] ^= 1;
        read(segment);
        assertThat(given).containsExactly(FIRST, FIRST + 2);
        assertThat(reader.corruptions()).isEqualTo(1);
    }

    @Test
    void aBlockOutOfOrderIsCorrupt() throws IOException {
        int[] rests = {0, 3, 50};
        for (int rest : rests) {
            given.clear();
            byte[] segment = segment(BlockHeader.ROOM - rest, 200, 100);
            int first = BlockHeader.BYTES + (rest == 0 ? 200 : 200 - rest);
            header(segment, 1, FIRST + 7, first);
            read(segment);
            assertThat(given).as("a rest of %d bytes", rest).containsExactly(FIRST, FIRST + 7);
            assertThat(reader.corruptions()).as("a rest of %d bytes", rest).isEqualTo(1);
        }
    }

    @Test
    void aBlockThatContinuesAnotherRecordIsCorrupt() throws IOException {
        byte[] segment = segment(BlockHeader.ROOM, 200, 100);
        header(segment, 1, FIRST + 2, BlockHeader.BYTES + 200);
        read(segment);
        assertThat(given).containsExactly(FIRST, FIRST + 2);
        assertThat(reader.corruptions()).isEqualTo(1);
    }

    @Test
    void readsABlockWrittenUpToItsFirstRecord() throws IOException {
        byte[] segment = segment(BlockHeader.ROOM - 50, 200, 100);
        segment[0] ^= 1;
        read(segment, BLOCK + BlockHeader.BYTES + 150, segment.length);
        assertThat(given).containsExactly(FIRST + 2);
        assertThat(reader.corruptions()).isEqualTo(1);
    }

    @Test
    void aBlockInWhichNoRecordBeginsLeavesTheWayLost() throws IOException {
        byte[] segment = segment(3 * BLOCK, 100);
        segment[0] ^= 1;
        read(segment, 2 * BLOCK);
        assertThat(given).isEmpty();
        assertThat(reader.corruptions()).isEqualTo(1);
        assertThat(reader.sequenceBehind()).isEqualTo(FIRST + 1);
    }

    @Test
    void aFileThatIsTooShortIsCorrupt() throws IOException {
        byte[] segment = segment(100, 100);
        read(Arrays.copyOf(segment, segment.length - 1), segment.length);
        assertThat(given).containsExactly(FIRST);
        assertThat(reader.corruptions()).isEqualTo(1);
        assertThat(reader.hasRest()).isFalse();
    }

    @Test
    void aTornTailIsNoCorruption() throws IOException {
        byte[] segment = segment(100, 100);
        read(Arrays.copyOf(segment, segment.length - 1));
        assertThat(reader.corruptions()).isZero();
        assertThat(reader.hasRest()).isTrue();
        assertThat(reader.sequenceBehind()).isEqualTo(FIRST + 2);
    }

    @Test
    void skipsNoNumberBehindAWholeTail() throws IOException {
        read(segment(100, 100));
        assertThat(reader.sequenceBehind()).isEqualTo(FIRST + 2);
    }

    @Test
    void aBlockMayNotPassTheNextSegmentsNumber() throws IOException {
        byte[] segment = segment(BlockHeader.ROOM, 100);
        disk.put("read", segment);
        for (long beyond = 0; beyond < 2; beyond++) {
            SegmentReader bounded = new SegmentReader(disk.open("read"), FIRST, FIRST + 1 - beyond);
            while (bounded.readBlock(segment.length, (sequence, bytes, from, length) -> {})) {
                assertThat(bounded.at()).isPositive();
            }
            assertThat(bounded.corruptions()).isEqualTo(beyond);
        }
    }

    @Test
    void aRecordThatFillsABlockLeavesNoPlaceWhereAnotherBegins() {
        assertThat(BlockHeader.firstAfter(BlockHeader.ROOM)).isZero();
        assertThat(BlockHeader.firstAfter(BlockHeader.ROOM - 1)).isEqualTo(BLOCK - 1);
    }
}
