package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackbus.kinesis.buffer.EventBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening and closing of a journal. */
class JournalLifeTest {
    private final FakeDisk disk = new FakeDisk(42);
    private final List<String> told = new ArrayList<>();

    private final EventBuffer.AppendCallback receipt = new EventBuffer.AppendCallback() {
        @Override
        public void appended(long sequence) {
            told.add("taken over as " + sequence);
        }

        @Override
        public void refused(String why) {
            told.add(why);
        }
    };

    private static Journal open(Disk disk) throws IOException {
        return JournalOpener.open(disk, OpenJournal.WRITTEN, InstantSource.system(), Runnable::run);
    }

    @Test
    void keepsNoProcessAlive(@TempDir Path home) throws IOException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (Journal journal = JournalOpener.claim(home, OpenJournal.WRITTEN, InstantSource.system(), Runnable::run)) {
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .filteredOn(thread -> thread.getName().startsWith("journal-"))
                    .hasSize(3)
                    .allMatch(Thread::isDaemon);
            assertThat(journal.fault()).isEmpty();
        }
    }

    @Test
    void givesADirectoryBackThatCannotBeOpened(@TempDir Path home) throws IOException {
        JournalDirectory directory = JournalHome.claimFirst(home);
        Files.createDirectory(directory.path().resolve(Checkpoint.NAME));
        assertThatThrownBy(
                        () -> JournalOpener.open(directory, OpenJournal.WRITTEN, InstantSource.system(), Runnable::run))
                .isInstanceOf(IOException.class);
        try (JournalDirectory again = JournalHome.claimFirst(home)) {
            assertThat(again.path()).isEqualTo(directory.path());
        }
    }

    @Test
    void givesItsDirectoryBackWhenItIsClosed(@TempDir Path home) throws IOException {
        JournalOpener.claim(home, OpenJournal.WRITTEN, InstantSource.system(), Runnable::run)
                .close();
        try (JournalDirectory again = JournalHome.claimFirst(home)) {
            assertThat(again.path()).isEqualTo(home.toAbsolutePath().resolve("instance-1"));
        }
    }

    @Test
    void leavesNoFileOpen() throws IOException {
        Journal journal = open(disk);
        journal.append("k", new byte[10], receipt);
        journal.close();
        assertThat(told).containsExactly("taken over as 0");
        assertThat(disk.opened()).isZero();
    }

    @Test
    void saysThatItsEndCouldNotBeAwaited() throws IOException {
        Journal journal = open(disk);
        disk.freeze();
        journal.append("k", new byte[10], receipt);
        Thread.currentThread().interrupt();
        assertThatThrownBy(journal::close).isInstanceOf(IOException.class).hasMessage("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        disk.thaw();
        journal.close();
        assertThat(told).containsExactly("taken over as 0");
    }

    @Test
    void refusesWhatIsAppendedAgainWhenItIsClosed() throws IOException {
        Journal journal = open(disk);
        journal.close();
        journal.appendAgain("k", new byte[10], 1, receipt);
        assertThat(told).containsExactly("journal closed");
    }

    @Test
    void countsForeignFilesAndCorruptPlaces() throws IOException {
        try (OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN)) {
            open.append(0, 3, 100);
        }
        byte[] corrupt = disk.content("0000000000000000.segment");
        corrupt[100] ^= 1;
        disk.put("0000000000000000.segment", corrupt);
        disk.put("0000000000000100.segment", new byte[10]);
        disk.put("0000000000000200.segment", new byte[10]);
        try (OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN)) {
            open.readAll();
            assertThat(open.journal.corruptions()).isEqualTo(3);
        }
    }

    @Test
    void removesADeadLetter() throws IOException {
        try (Journal journal = open(disk)) {
            journal.deadLetter("k", new byte[] {1}, "why");
            journal.deadLetters().remove(OpenJournal.deadLetters(journal).get(0));
            assertThat(OpenJournal.deadLetters(journal)).isEmpty();
        }
    }
}
