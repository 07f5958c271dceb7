package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Faults between the journal and its disk. */
class JournalFaultTest {
    private final FakeDisk disk = new FakeDisk(42);

    private static List<Long> numbers(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    private OpenJournal reopened(OpenJournal open) throws IOException {
        open.close();
        return new OpenJournal(disk, OpenJournal.WRITTEN);
    }

    @Test
    void readsABatchBehindAPartlyWrittenOne() throws IOException {
        OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.append(0, 10, 100);
        disk.room(70);
        open.append(10, 5, 100);
        assertThat(open.refusals).hasSize(5).allMatch(why -> why.contains("No space left on device"));
        disk.heal();
        open.append(15, 5, 100);
        open = reopened(open);
        open.readAll();
        assertThat(open.given.keySet()).containsExactlyElementsOf(numbers(0, 15));
        assertThat(open.given.get(10L)).isEqualTo(OpenJournal.text(15, 100));
        assertThat(open.journal.corruptions()).isZero();
    }

    @Test
    void startsANewSegmentWhenCuttingOffABatchFails() throws IOException {
        OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.append(0, 1, 100);
        disk.fail(FakeDisk.Call.WRITE, FakeDisk.Call.TRUNCATE);
        open.append(1, 1, 100);
        disk.heal();
        open.append(2, 1, 100);
        assertThat(open.refusals).hasSize(1);
        assertThat(disk.segments()).containsExactly("0000000000000000.segment", "0000000000000002.segment");
        open = reopened(open);
        open.readAll();
        assertThat(open.given).containsEntry(0L, OpenJournal.text(0, 100)).containsEntry(2L, OpenJournal.text(2, 100));
    }

    @Test
    void refusesABatchWhoseForceFailed() throws IOException {
        OpenJournal open = new OpenJournal(disk, OpenJournal.FORCED);
        open.append(0, 1, 100);
        disk.fail(FakeDisk.Call.FORCE);
        open.append(1, 3, 100);
        disk.heal();
        open.append(4, 1, 100);
        assertThat(open.refusals).hasSize(3);
        assertThat(open.taken.keySet()).first().isEqualTo(0L);
        assertThat(open.taken.lastKey()).isGreaterThanOrEqualTo(4L);
        assertThat(disk.afterPowerLoss().segments()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void failingForcesLeaveNoTrailOfSegments() throws IOException {
        try (OpenJournal open = new OpenJournal(disk, OpenJournal.FORCED)) {
            disk.fail(FakeDisk.Call.FORCE);
            for (int i = 0; i < 20; i++) {
                open.append(i, 1, 100);
            }
            assertThat(disk.segments()).hasSizeLessThanOrEqualTo(1);
            disk.heal();
        }
    }

    @Test
    void recoversWhenTheDiskHasRoomAgain() throws IOException {
        try (OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN)) {
            disk.room(0);
            open.append(0, 1, 100);
            assertThat(open.journal.fault()).contains("No space left on device");
            disk.heal();
            open.append(1, 1, 100);
            assertThat(open.journal.fault()).isEmpty();
            assertThat(open.taken).hasSize(1);
        }
    }

    @Test
    void putsThePositionDownOnAFullDisk() throws IOException {
        OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.append(0, 10, 100);
        open.readAll();
        disk.room(0);
        open.confirm(7);
        open = reopened(open);
        open.readAll();
        assertThat(open.given.keySet()).containsExactly(7L, 8L, 9L);
    }

    @Test
    void removesASegmentOnlyWhenThePositionIsForced() throws IOException {
        OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.appendEach(0, 30, 10_000);
        open.readAll();
        int before = disk.segments().size();
        disk.fail(FakeDisk.Call.FORCE);
        open.confirm(29);
        open.readUntil(() -> open.journal.fault().contains("checkpoint"));
        assertThat(disk.segments()).hasSize(before).hasSizeGreaterThan(2);
        disk.heal();
        open.readUntil(() -> disk.segments().size() == 1);
        assertThat(Checkpoint.peek(disk.afterPowerLoss())).isEqualTo(29);
    }

    @Test
    void dyingThreeTimesInRecoveryIsLikeDyingOnce() throws IOException {
        OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.appendEach(0, 30, 10_000);
        open.readAll();
        open.confirm(3);
        FakeDisk next = disk.afterKill();
        for (int call = 1; call <= 3; call++) {
            next.dieAt(call);
            try (OpenJournal dying = new OpenJournal(next, OpenJournal.WRITTEN)) {
                dying.append(99, 1, 10);
            } catch (IOException e) {
                assertThat(next.isDead()).isTrue();
            }
            next = next.afterKill();
        }
        OpenJournal last = new OpenJournal(next, OpenJournal.WRITTEN);
        last.readAll();
        assertThat(last.given.keySet()).containsAll(numbers(3, 30));
    }

    @Test
    void aMissingSegmentIsPassedOver() throws IOException {
        OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.appendEach(0, 30, 10_000);
        open.close();
        String missing = disk.segments().get(1);
        disk.delete(missing);
        open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.readAll();
        assertThat(open.given.keySet()).contains(0L, 29L);
        assertThat(open.given).hasSizeLessThan(30);
        open.confirm(30);
        assertThat(open.journal.records()).isZero();
    }

    @Test
    void countsAMissingFirstSegmentAsCorruption() throws IOException {
        OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.appendEach(0, 30, 10_000);
        open.close();
        disk.delete(disk.segments().get(0));
        open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.readAll();
        assertThat(open.given.keySet()).contains(29L).doesNotContain(0L);
        assertThat(open.journal.corruptions()).isEqualTo(1);
    }

    @Test
    void skipsASegmentThatDisappearsBeforeItIsRead() throws IOException {
        OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.appendEach(0, 120, 100_000);
        disk.delete(disk.segments().get(disk.segments().size() - 2));
        open.readAll();
        assertThat(open.given.keySet()).contains(0L, 119L);
        assertThat(open.given).hasSizeLessThan(120);
        assertThat(open.journal.corruptions()).isEqualTo(1);
        open.confirm(120);
        assertThat(open.journal.bytes()).isZero();
    }

    @Test
    void foreignFilesAreLeftAlone() throws IOException {
        disk.put("notes.txt", new byte[100]);
        disk.put("ffffffffffffffff.segment", new byte[100]);
        OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.append(0, 3, 10);
        open.readAll();
        assertThat(open.given).hasSize(3);
        open.close();
        assertThat(disk.list()).contains("notes.txt", "ffffffffffffffff.segment");
    }

    @Test
    void aForeignFileWithASegmentsNameDelaysNothing() throws IOException {
        disk.put("0000000000000005.segment", "this is no journal".repeat(10_000).getBytes());
        OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.append(0, 3, 10);
        open.readAll();
        assertThat(open.given.keySet()).containsExactlyElementsOf(open.taken.keySet());
        assertThat(open.journal.corruptions()).isPositive();
    }

    @Test
    void aCorruptCheckpointRepeatsButLosesNothing() throws IOException {
        OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.append(0, 10, 100);
        open.readAll();
        open.confirm(5);
        open.close();
        disk.put(Checkpoint.NAME, new byte[5_000]);
        open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.readAll();
        assertThat(open.given.keySet()).containsExactlyElementsOf(numbers(0, 10));
    }

    @Test
    void aLostPositionDoesNotCountSegmentsThatAreGone() throws IOException {
        OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.appendEach(0, 30, 10_000);
        open.readAll();
        open.confirm(29);
        open.close();
        disk.delete(Checkpoint.NAME);
        long first = Segment.firstOf(disk.segments().get(0)).orElseThrow();
        open = new OpenJournal(disk, OpenJournal.WRITTEN);
        assertThat(first).isPositive();
        assertThat(open.journal.records()).isEqualTo(30 - first);
    }

    @Test
    void usesTheOtherSlotOfAPartlyCorruptCheckpoint() throws IOException {
        Checkpoint position = Checkpoint.open(disk);
        position.write(7);
        position.write(8);
        byte[] content = disk.content(Checkpoint.NAME);
        content[5] ^= 1;
        disk.put(Checkpoint.NAME, content);
        assertThat(Checkpoint.peek(disk)).isEqualTo(7);
    }

    @Test
    void skipsAllNumbersOfAnUnreadableNewestSegment() throws IOException {
        OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.append(0, 10, 100);
        open.close();
        disk.fail(FakeDisk.Call.READ);
        assertThatThrownBy(() -> new OpenJournal(disk, OpenJournal.WRITTEN)).isInstanceOf(IOException.class);
        assertThat(NextSequence.after(0, SegmentFinder.find(disk))).isGreaterThanOrEqualTo(10);
        assertThat(disk.opened()).isZero();
    }

    @Test
    void skipsARecordOfAnotherForm() throws IOException {
        byte[] record = new byte[20];
        record[8] = 12;
        assertThat(JournalEntry.of(0, record, 0, 20)).isNull();
        assertThat(JournalEntry.of(0, record, 0, 8)).isNull();
        record[8] = 11;
        assertThat(JournalEntry.of(0, record, 0, 20).payload()).isEmpty();
        assertThat(ByteBuffer.wrap(record).getLong()).isZero();
    }
}
