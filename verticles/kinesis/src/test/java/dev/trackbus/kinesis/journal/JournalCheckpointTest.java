package dev.trackbus.kinesis.journal;

import static dev.trackbus.kinesis.journal.OpenMaintenance.leave;
import static dev.trackbus.kinesis.journal.OpenMaintenance.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checkpoints of the maintenance thread. */
class JournalCheckpointTest {
    private final FakeDisk disk = new FakeDisk(42);

    private OpenMaintenance start(boolean forced) throws IOException {
        return new OpenMaintenance(disk, forced).start();
    }

    @Test
    void writesTheCheckpointAndNotifiesTheReader() throws IOException {
        leave(disk, 0, 10, 10);
        try (OpenMaintenance open = start(false)) {
            open.giveUntil(10);
            open.awaitSleep();
            int before = open.told.get();
            open.confirm(7);
            soon().until(() -> open.told.get() > before);
            assertThat(Checkpoint.peek(disk)).isEqualTo(7);
        }
    }

    @Test
    void doesNotRewriteTheSameCheckpoint() throws IOException {
        leave(disk, 0, 10, 10);
        try (OpenMaintenance open = start(false)) {
            open.confirm(7);
            disk.fail(FakeDisk.Call.WRITE);
            open.awaitLook();
            open.awaitSleep();
            assertThat(open.maintenance.fault()).isEmpty();
        }
    }

    @Test
    void repeatedConfirmationsDoNotWakeIt() throws IOException {
        leave(disk, 0, 10, 10);
        try (OpenMaintenance open = start(false)) {
            open.confirm(7);
            open.awaitSleep();
            int looks = open.looks.get();
            open.maintenance.confirm(7);
            open.maintenance.confirm(6);
            open.awaitSleep();
            assertThat(open.looks).hasValue(looks);
        }
    }

    @Test
    void removesNoSegmentBeforeTheCheckpointIsForced() throws IOException {
        leave(disk, 0, 10, 10);
        leave(disk, 10, 10, 10);
        try (OpenMaintenance open = start(false)) {
            open.giveUntil(20);
            open.segments.all().forEach(segment -> segment.forced(true));
            disk.fail(FakeDisk.Call.FORCE);
            open.maintenance.confirm(10);
            open.awaitFault("journal checkpoint cannot be written");
            assertThat(disk.segments()).hasSize(2);
        }
    }

    @Test
    void forcesNoCheckpointWithoutFsyncMode() throws IOException {
        try (OpenMaintenance open = start(false)) {
            disk.fail(FakeDisk.Call.FORCE);
            open.confirm(50_000);
            assertThat(open.maintenance.fault()).isEmpty();
        }
    }

    @Test
    void forcesTheCheckpointAfterManyRecordsInFsyncMode() throws IOException {
        leave(disk, 0, 10, 10);
        try (OpenMaintenance open = start(true)) {
            disk.fail(FakeDisk.Call.FORCE);
            open.confirm(10_000);
            open.maintenance.confirm(10_001);
            open.awaitFault("journal checkpoint cannot be written");
            open.awaitLook();
            open.awaitSleep();
            assertThat(open.maintenance.fault()).startsWith("journal checkpoint cannot be written");
            assertThat(open.maintenance.durableBefore()).isEqualTo(10_000);
            disk.heal();
            open.maintenance.wake();
            soon().until(() -> open.maintenance.durableBefore() == 10_001);
            open.confirm(20_002);
            disk.fail(FakeDisk.Call.FORCE);
            open.confirm(30_002);
        }
    }

    @Test
    void writesTheCheckpointWhileReadingFails() throws IOException {
        leave(disk, 0, 10, 10);
        try (OpenMaintenance open = new OpenMaintenance(disk, false)) {
            disk.fail(FakeDisk.Call.READ);
            open.start().awaitFault("journal cannot be read");
            open.confirm(4);
            assertThat(open.maintenance.fault()).startsWith("journal cannot be read");
        }
    }

    @Test
    void removesASegmentThatLiesBeforeThePosition() throws IOException {
        leave(disk, 0, 10, 10);
        leave(disk, 10, 10, 10);
        try (OpenMaintenance open = start(false)) {
            open.giveUntil(20);
            open.confirm(9);
            open.awaitLook();
            assertThat(disk.segments()).hasSize(2);
            open.confirm(10);
            soon().until(() -> disk.segments().equals(List.of("000000000000000a.segment")));
            soon().until(() -> open.segments.bytes() == disk.content("000000000000000a.segment").length);
        }
    }

    @Test
    void closingForcesTheLastCheckpoint() throws IOException {
        leave(disk, 0, 10, 10);
        try (OpenMaintenance open = new OpenMaintenance(disk, false)) {
            disk.forceNames();
            open.maintenance.confirm(5);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(Checkpoint.peek(disk.afterPowerLoss())).isEqualTo(5);
        }
    }

    @Test
    void closingDoesNotRewriteTheSameCheckpoint() throws Exception {
        leave(disk, 0, 10, 10);
        OpenMaintenance open = new OpenMaintenance(disk, false);
        disk.fail(FakeDisk.Call.WRITE);
        assertThatCode(open.maintenance::close).doesNotThrowAnyException();
    }

    @Test
    void skipsRecordsConfirmedBeforeTheyAreRead() throws IOException {
        leave(disk, 0, 10, 10);
        try (OpenMaintenance open = new OpenMaintenance(disk, false)) {
            assertThat(open.backlog.bytes()).isPositive();
            open.maintenance.confirm(10);
            open.start().giveUntil(10);
            assertThat(open.given).isEmpty();
            assertThat(open.backlog.bytes()).isZero();
        }
    }

    @Test
    void theBacklogShrinksByWhatIsConfirmed() throws IOException {
        leave(disk, 0, 300, 1_000);
        try (OpenMaintenance open = start(false)) {
            open.giveUntil(300);
            assertThat(open.backlog.bytes()).isEqualTo(open.segments.bytes());
            assertThat(open.backlog.oldestAppendedAt()).isEqualTo(1_000);
            open.maintenance.confirm(100);
            assertThat(open.backlog.bytes()).isBetween(200_000L, 300_000L);
            open.maintenance.confirm(300);
            assertThat(open.backlog.bytes()).isZero();
        }
    }
}
