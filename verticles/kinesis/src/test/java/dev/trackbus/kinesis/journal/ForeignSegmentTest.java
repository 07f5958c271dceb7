package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Files with a segment's name that are no segments. */
class ForeignSegmentTest {
    private final FakeDisk disk = new FakeDisk(42);

    @Test
    void aFileThatOnlyHasASegmentsNameCostsNoEvent() throws IOException {
        OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.append(0, 100, 100);
        open.close();
        byte[] real = disk.content("0000000000000000.segment");
        disk.put("0000000000000014.segment", new byte[0]);
        disk.put("0000000000000028.segment", "notes".getBytes(StandardCharsets.UTF_8));
        disk.put("0000000000000032.segment", real);
        disk.put("3fffffffffffffff.segment", new byte[10]);
        open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.readAll();
        assertThat(open.given.keySet())
                .containsExactlyElementsOf(LongStream.range(0, 100).boxed().toList());
        assertThat(open.journal.corruptions()).isEqualTo(3);
        assertThat(open.journal.quarantinedFiles()).isEqualTo(3);
        open.append(100, 1, 10);
        assertThat(open.taken.keySet()).containsExactly(100L);
        open.close();
        open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.readAll();
        assertThat(open.given).hasSize(101);
        open.confirm(50);
        open.close();
        open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.readAll();
        assertThat(open.given.keySet())
                .containsExactlyElementsOf(LongStream.range(50, 101).boxed().toList());
        open.close();
        assertThat(disk.content("0000000000000032.segment.corrupt")).isEqualTo(real);
        assertThat(disk.list())
                .contains("0000000000000028.segment.corrupt", "3fffffffffffffff.segment.corrupt")
                .doesNotContain("0000000000000014.segment");
        assertThat(JournalInspection.of(disk).quarantined()).hasSize(3);
    }

    @Test
    void acceptsASegmentWithACorruptFirstBlock() throws IOException {
        OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.append(0, 12, 10_000);
        open.close();
        byte[] corrupt = disk.content("0000000000000000.segment");
        corrupt[5] ^= 1;
        disk.put("0000000000000000.segment", corrupt);
        open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.readAll();
        assertThat(open.given.keySet()).contains(11L).doesNotContain(0L);
        open.close();
    }

    @Test
    void createsNoFileWithAnInvalidName() throws IOException {
        Segments segments = SegmentFinder.find(disk);
        assertThatThrownBy(() -> segments.create(new Segment(0x4000000000000000L)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no record can have the sequence number");
        assertThat(disk.list()).isEmpty();
    }

    @Test
    void leavesASegmentOfAnotherFormatVersionAlone() throws IOException {
        OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.append(0, 3, 100);
        open.close();
        byte[] later = disk.content("0000000000000000.segment");
        later[3] = 2;
        CRC32C checksum = new CRC32C();
        checksum.update(later, 0, 16);
        ByteBuffer.wrap(later).putInt(16, (int) checksum.getValue());
        disk.put("0000000000000000.segment", later);
        assertThatThrownBy(() -> new OpenJournal(disk, OpenJournal.WRITTEN))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("format version 2");
        assertThat(disk.content("0000000000000000.segment")).isEqualTo(later);
        assertThat(disk.opened()).isZero();
    }
}
