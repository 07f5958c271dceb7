package dev.trackbus.kinesis.journal;

import static dev.trackbus.kinesis.journal.OpenMaintenance.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Full disk: confirmed events free their space at once, and the next event is accepted. */
class FullDiskTest {
    private final FakeDisk disk = new FakeDisk(42);

    private void confirmAll(OpenJournal open) {
        open.readAll();
        open.confirm(open.before());
    }

    @Test
    void acceptsTheNextEventOnADiskFullOfConfirmedEvents() throws IOException {
        try (OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN)) {
            open.append(0, 10, 1_000);
            disk.room(500);
            open.append(10, 1, 1_000);
            assertThat(open.refusals).singleElement().asString().contains("No space left on device");
            confirmAll(open);
            soon().until(() -> {
                open.append(11, 1, 1_000);
                return open.taken.size() == 11;
            });
            assertThat(open.journal.fault()).isEmpty();
        }
    }

    @Test
    void acceptsTheNextEventAfterARestartOnAFullDisk() throws IOException {
        try (OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN)) {
            open.append(0, 10, 1_000);
            confirmAll(open);
        }
        disk.room(0);
        try (OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN)) {
            open.append(10, 1, 1_000);
            assertThat(open.refusals).hasSize(1);
        }
        assertThat(disk.segments()).isEmpty();
    }

    @Test
    void removesTheNewestSegmentOnceItIsSealedAndConfirmed() throws IOException {
        OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN);
        open.append(0, 10, 1_000);
        open.close();
        assertThat(disk.segments()).hasSize(1);
        try (OpenJournal next = new OpenJournal(disk, OpenJournal.WRITTEN)) {
            confirmAll(next);
            soon().until(() -> disk.segments().isEmpty());
            soon().until(() -> disk.opened() == 1);
            assertThat(next.journal.bytes()).isZero();
            next.append(10, 1, 10);
            assertThat(next.taken.firstKey()).isEqualTo(10);
        }
    }

    @Test
    void continuesBehindTheNumbersOfRemovedSegments() throws IOException {
        try (OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN)) {
            open.append(0, 10, 1_000);
            confirmAll(open);
        }
        assertThat(disk.segments()).isEmpty();
        try (OpenJournal open = new OpenJournal(disk.afterPowerLoss(), OpenJournal.WRITTEN)) {
            open.append(10, 1, 10);
            assertThat(open.taken.firstKey()).isEqualTo(10);
        }
    }

    @Test
    void aRemovedSegmentDoesNotReturnAfterALossOfPower() throws IOException {
        OpenJournal open = new OpenJournal(disk, OpenJournal.FORCED);
        open.append(0, 10, 1_000);
        confirmAll(open);
        open.close();
        assertThat(disk.afterPowerLoss().segments()).isEmpty();
    }
}
