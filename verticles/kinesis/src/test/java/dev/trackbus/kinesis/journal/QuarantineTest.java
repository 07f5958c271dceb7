package dev.trackbus.kinesis.journal;

import static dev.trackbus.kinesis.journal.OpenMaintenance.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Quarantine of corrupt files. */
class QuarantineTest {
    private static final String FIRST = "0000000000000000.segment";
    private static final String QUARANTINED = FIRST + ".corrupt";

    private final FakeDisk disk = new FakeDisk(42);

    private OpenJournal open() throws IOException {
        return new OpenJournal(disk, OpenJournal.WRITTEN);
    }

    /** A closed journal of so many events, none confirmed. */
    private void leave(int events, int size) throws IOException {
        try (OpenJournal open = open()) {
            open.append(0, events, size);
        }
    }

    private byte[] corrupt(String name, int at) {
        byte[] content = disk.content(name);
        content[at] ^= 1;
        disk.put(name, content);
        return content;
    }

    @Test
    void quarantinesASegmentWithoutAReadableBlock() throws IOException {
        leave(100, 100);
        byte[] content = corrupt(FIRST, 5);
        try (OpenJournal open = open()) {
            assertThat(open.journal.corruptions()).isEqualTo(1);
            assertThat(open.journal.quarantinedFiles()).isEqualTo(1);
            assertThat(open.journal.quarantinedBytes()).isEqualTo(content.length);
            open.append(100, 1, 10);
            open.readAll();
            assertThat(open.given.keySet()).isEqualTo(open.taken.keySet());
            assertThat(open.journal.corruptions()).isEqualTo(1);
        }
        assertThat(disk.content(QUARANTINED)).isEqualTo(content);
    }

    @Test
    void doesNotUseTheNumbersOfAQuarantinedSegmentAgain() throws IOException {
        leave(100, 100);
        corrupt(FIRST, 5);
        open().close();
        try (OpenJournal open = open()) {
            open.append(100, 1, 10);
            assertThat(open.taken.firstKey()).isGreaterThanOrEqualTo(100);
        }
    }

    @Test
    void quarantinesAPartlyCorruptSegmentOnceItIsConfirmed() throws IOException {
        leave(100, 1_000);
        byte[] content = corrupt(FIRST, 20_000);
        try (OpenJournal open = open()) {
            open.readAll();
            assertThat(open.given).hasSize(99);
            assertThat(disk.list()).contains(FIRST);
            open.confirm(open.before());
            soon().until(() -> open.journal.quarantinedFiles() == 1);
            assertThat(open.journal.corruptions()).isEqualTo(1);
        }
        assertThat(disk.content(QUARANTINED)).isEqualTo(content);
        assertThat(disk.segments()).isEmpty();
    }

    @Test
    void quarantinesASegmentConfirmedByAnEarlierProcess() throws IOException {
        leave(100, 1_000);
        byte[] content = corrupt(FIRST, 20_000);
        Checkpoint position = Checkpoint.open(disk);
        position.write(100);
        position.close();
        open().close();
        assertThat(disk.content(QUARANTINED)).isEqualTo(content);
    }

    @Test
    void aQuarantinedFileOutlastsALossOfPower() throws IOException {
        leave(10, 100);
        corrupt(FIRST, 5);
        new Quarantine(disk).keep(FIRST, "it has no readable block");
        assertThat(disk.afterPowerLoss().list()).contains(QUARANTINED).doesNotContain(FIRST);
    }

    @Test
    void removesATornSegmentOnceItIsConfirmed() throws IOException {
        leave(10, 100);
        byte[] torn = disk.content(FIRST);
        disk.put(FIRST, Arrays.copyOf(torn, torn.length - 1));
        try (OpenJournal open = open()) {
            open.readAll();
            open.confirm(open.before());
        }
        assertThat(disk.list()).containsExactly(Checkpoint.NAME);
    }

    @Test
    void neverReplacesAFileInQuarantine() throws IOException {
        disk.put(QUARANTINED, new byte[] {1});
        disk.put(QUARANTINED + ".1", new byte[] {2});
        disk.put(FIRST, new byte[] {3});
        open().close();
        assertThat(new Quarantine(disk).files())
                .isEqualTo(Map.of(QUARANTINED, 1L, QUARANTINED + ".1", 1L, QUARANTINED + ".2", 1L));
        assertThat(disk.content(QUARANTINED)).containsExactly(1);
    }

    @Test
    void overwritesNothingWhenQuarantineFails() throws IOException {
        leave(100, 100);
        byte[] content = corrupt(FIRST, 5);
        disk.fail(FakeDisk.Call.RENAME);
        try (OpenJournal open = open()) {
            assertThat(open.journal.corruptions()).isEqualTo(1);
            open.append(100, 1, 10);
            open.readAll();
            assertThat(open.given).hasSize(1);
            assertThat(disk.content(FIRST)).isEqualTo(content);
            disk.heal();
        }
    }

    @Test
    void keepsAPartlyCorruptSegmentUntilItCanBeQuarantined() throws IOException {
        leave(100, 1_000);
        byte[] content = corrupt(FIRST, 20_000);
        disk.fail(FakeDisk.Call.RENAME);
        try (OpenJournal open = open()) {
            open.readAll();
            open.confirm(open.before());
            soon().until(() -> open.journal.fault().contains("RENAME fails"));
            assertThat(disk.content(FIRST)).isEqualTo(content);
            disk.heal();
            soon().until(() -> open.journal.fault().isEmpty());
        }
        assertThat(disk.content(QUARANTINED)).isEqualTo(content);
    }

    @Test
    void quarantinesAFileThatHasTheNameOfTheNextSegment() throws IOException {
        Segments segments = SegmentFinder.find(disk);
        disk.put(FIRST, new byte[] {7});
        segments.create(new Segment(0)).close();
        assertThat(disk.content(QUARANTINED)).containsExactly(7);
        assertThat(disk.content(FIRST)).isEmpty();
    }

    @Test
    void neverCreatesASegmentOverAnotherFile() throws IOException {
        Segments segments = SegmentFinder.find(disk);
        disk.put(FIRST, new byte[] {7});
        disk.fail(FakeDisk.Call.RENAME);
        assertThatThrownBy(() -> segments.create(new Segment(0))).isInstanceOf(IOException.class);
        assertThat(disk.content(FIRST)).containsExactly(7);
        assertThat(disk.opened()).isZero();
    }

    @Test
    void countsACorruptPosition() throws IOException {
        leave(10, 100);
        byte[] position = new byte[8_192];
        Arrays.fill(position, (byte) 7);
        disk.put(Checkpoint.NAME, position);
        try (OpenJournal open = open()) {
            open.readAll();
            assertThat(open.given).hasSize(10);
            assertThat(open.journal.corruptions()).isEqualTo(1);
        }
    }

    @Test
    void anEmptySegmentIsNoCorruption() throws IOException {
        OpenJournal open = open();
        open.append(0, 10, 100);
        disk.room(0);
        open.append(10, 1, 200_000);
        open.close();
        assertThat(open.refusals).hasSize(1);
        disk.put("000000000000000a.segment", new byte[0]);
        disk.heal();
        try (OpenJournal next = open()) {
            next.readAll();
            assertThat(next.given).hasSize(10);
            assertThat(next.journal.corruptions()).isZero();
            assertThat(next.journal.quarantinedFiles()).isZero();
            assertThat(disk.segments()).containsExactly(FIRST);
        }
    }
}
