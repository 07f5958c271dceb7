package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Loss of power: it may repeat records, but loses none. */
class PowerLossTest {
    private static final int LOSSES = 20;

    private final FakeDisk disk = new FakeDisk(42);

    @Test
    void repeatsLittleThoughTheSegmentIsLarge() throws IOException {
        JournalConfig large = new JournalConfig(32 << 20, 8 << 20, true, Duration.ZERO);
        try (OpenJournal open = new OpenJournal(disk, large)) {
            open.append(0, 12_000, 10);
            open.readAll();
            open.confirm(12_000);
            open.readUntil(() -> open.journal.durableBefore() == 12_000);
            for (int i = 0; i < LOSSES; i++) {
                assertThat(Checkpoint.peek(disk.afterPowerLoss())).isGreaterThanOrEqualTo(2_000);
            }
            assertThat(disk.segments()).hasSize(1);
            disk.heal();
        } catch (IOException e) {
            assertThat(disk.isDead()).isTrue();
        }
    }

    @Test
    void takesNoRecordWhoseEarlierCopyIsRemoved() throws IOException {
        try (OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN)) {
            open.appendEach(0, 30, 10_000);
            open.readAll();
            open.confirm(29);
            open.readUntil(() -> disk.segments().size() == 1);
            for (int i = 0; i < LOSSES; i++) {
                assertThat(JournalInspection.of(disk.afterPowerLoss()).backlogRecords())
                        .isEqualTo(1);
            }
        } catch (IOException e) {
            assertThat(disk.isDead()).isTrue();
        }
    }
}
