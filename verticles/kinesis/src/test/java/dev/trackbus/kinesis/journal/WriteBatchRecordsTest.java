package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.kinesis.buffer.EventBuffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records that are buffered and not yet written. */
class WriteBatchRecordsTest {
    private final FakeDisk disk = new FakeDisk(42);

    @Test
    void countsWhatIsTakenInAndNotYetWritten() throws IOException {
        try (OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN)) {
            disk.freeze();
            for (int i = 0; i < 10; i++) {
                open.journal.append("k", new byte[10], new Failing());
            }
            long staged = open.journal.records();
            disk.thaw();
            assertThat(staged).isEqualTo(10);
            open.readUntil(() -> open.given.size() == 10);
            assertThat(open.journal.records()).isEqualTo(10);
            disk.room(0);
            open.append(10, 1, 10);
            assertThat(open.journal.records()).isEqualTo(10);
            disk.heal();
        }
    }

    @Test
    void aFailingCallbackDoesNotStopTheOthers() throws IOException {
        WriteBatch batch = new WriteBatch();
        List<String> told = new ArrayList<>();
        batch.add("k", new byte[1], 1, 0, new Failing());
        batch.add("k", new byte[1], 1, 0, new Failing() {
            @Override
            public void appended(long sequence) {
                told.add("taken over as " + sequence);
            }

            @Override
            public void refused(String why) {
                told.add(why);
            }
        });
        batch.appended(7);
        batch.refused("full");
        assertThat(told).containsExactly("taken over as 8", "full");
    }

    private static class Failing implements EventBuffer.AppendCallback {
        @Override
        public void appended(long sequence) {
            throw new IllegalStateException("a receipt fails");
        }

        @Override
        public void refused(String why) {
            throw new IllegalStateException("a receipt fails");
        }
    }
}
