package dev.trackbus.kinesis.journal;

import static dev.trackbus.kinesis.journal.OpenMaintenance.leave;
import static dev.trackbus.kinesis.journal.OpenMaintenance.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Reading ahead by the maintenance thread, its sleep and its counts. */
class JournalMaintenanceTest {
    private final FakeDisk disk = new FakeDisk(42);

    private OpenMaintenance start() throws IOException {
        return new OpenMaintenance(disk, false).start();
    }

    @Test
    void sleepsWhereNothingHasBeenWritten() throws IOException {
        try (OpenMaintenance open = start()) {
            open.awaitSleep();
            assertThat(open.maintenance.corruptions()).isZero();
        }
    }

    @Test
    void sleepsWhenItHasReadAllThereIs() throws IOException {
        leave(disk, 0, 10, 10);
        try (OpenMaintenance open = start()) {
            open.giveUntil(10);
            open.awaitSleep();
            assertThat(open.given).hasSize(10);
        }
    }

    @Test
    void sleepsBetweenFailuresAndRecovers() throws IOException {
        leave(disk, 0, 10, 10);
        try (OpenMaintenance open = new OpenMaintenance(disk, false)) {
            disk.fail(FakeDisk.Call.READ);
            open.start().awaitFault("journal cannot be read");
            open.awaitSleep();
            disk.heal();
            open.maintenance.wake();
            open.giveUntil(10);
            soon().until(() -> open.maintenance.fault().isEmpty());
        }
    }

    @Test
    void readsWhatWasWrittenWhileItSlept() throws IOException {
        try (OpenMaintenance open = start()) {
            open.awaitSleep();
            open.write(3);
            open.maintenance.wake();
            open.giveUntil(3);
            assertThat(open.given).containsExactly(0L, 1L, 2L);
        }
    }

    @Test
    void notifiesTheReaderOfRecordsToRead() throws IOException {
        leave(disk, 0, 3, 10);
        try (OpenMaintenance open = new OpenMaintenance(disk, false)) {
            assertThat(open.told).hasValue(1);
            open.start();
            soon().until(() -> open.told.get() > 1);
            open.giveUntil(3);
        }
    }

    @Test
    void countsUnwrittenNumbersAsGiven() throws IOException {
        try (OpenMaintenance open = start()) {
            open.awaitSleep();
            int before = open.told.get();
            open.next.set(7);
            open.maintenance.wake();
            soon().until(() -> open.told.get() > before);
            assertThat(open.give()).isEqualTo(7);
        }
    }

    @Test
    void doesNotNotifyTheReaderWithoutNews() throws IOException {
        leave(disk, 0, 3, 10);
        try (OpenMaintenance open = start()) {
            open.giveUntil(3);
            open.awaitSleep();
            int before = open.told.get();
            open.awaitLook();
            open.awaitLook();
            open.awaitLook();
            assertThat(open.told).hasValue(before);
        }
    }

    @Test
    void readsNoFurtherAheadThanItsBoundUntilHalfOfItIsTaken() throws IOException {
        leave(disk, 0, 12, 1_000_000);
        try (OpenMaintenance open = start()) {
            soon().until(() -> open.maintenance.aheadBytes() >= 8 << 20);
            open.awaitSleep();
            assertThat(open.maintenance.aheadBytes()).isLessThan(10 << 20);
            int looks = open.looks.get();
            for (int taken = 1; taken <= 3; taken++) {
                open.maintenance.give((sequence, key, payload, appendedAt, again) -> false);
            }
            open.awaitSleep();
            assertThat(open.looks).hasValue(looks);
            open.giveUntil(12);
        }
    }

    @Test
    void readsASegmentOnlyAfterTheOneBeforeItIsSealed() throws IOException {
        try (OpenMaintenance open = start()) {
            Segment first = open.write(3);
            open.maintenance.wake();
            open.giveUntil(3);
            open.write(3);
            open.awaitLook();
            open.awaitSleep();
            assertThat(open.give()).isEqualTo(3);
            assertThat(open.maintenance.aheadBytes()).isZero();
            first.seal();
            open.maintenance.wake();
            soon().until(() -> open.maintenance.aheadBytes() > 0);
            open.giveUntil(6);
        }
    }

    @Test
    void addsUpTheCorruptionsOfAllSegments() throws IOException {
        leave(disk, 0, 3, 100);
        leave(disk, 3, 3, 100);
        byte[] torn = disk.content("0000000000000000.segment");
        torn[100] ^= 1;
        disk.put("0000000000000000.segment", Arrays.copyOf(torn, torn.length - 1));
        byte[] corrupt = disk.content("0000000000000003.segment");
        corrupt[100] ^= 1;
        disk.put("0000000000000003.segment", corrupt);
        try (OpenMaintenance open = start()) {
            open.giveUntil(6);
            assertThat(open.maintenance.corruptions()).isEqualTo(3);
            assertThat(open.given).containsExactly(1L, 4L, 5L);
        }
    }

    @Test
    void reportsCorruptionBeforeTheSegmentEnds() throws IOException {
        leave(disk, 0, 3, 100);
        byte[] corrupt = disk.content("0000000000000000.segment");
        corrupt[100] ^= 1;
        disk.put("0000000000000000.segment", corrupt);
        try (OpenMaintenance open = start()) {
            open.giveUntil(3);
            assertThat(open.maintenance.corruptions()).isEqualTo(1);
        }
    }
}
