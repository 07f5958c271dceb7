package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recovery of journals of processes that have ended. */
class OrphanRecoveryTest {
    @TempDir
    Path home;

    /** A process that is gone: its directory holds so many events, the first of them confirmed. */
    private Path leave(int events, int confirmed) throws IOException {
        JournalDirectory directory = JournalHome.claimFirst(home);
        try (OpenJournal open = new OpenJournal(
                JournalOpener.open(directory, OpenJournal.WRITTEN, InstantSource.system(), Runnable::run))) {
            open.append(0, events, 1_000);
            open.readAll();
            open.confirm(confirmed);
        }
        return directory.path();
    }

    private static List<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private OpenJournal claim(JournalDirectory own) throws IOException {
        return new OpenJournal(
                JournalOpener.claim(own, home, OpenJournal.WRITTEN, InstantSource.system(), Runnable::run));
    }

    private OpenJournal claim() throws IOException {
        return new OpenJournal(JournalOpener.claim(home, OpenJournal.WRITTEN, InstantSource.system(), Runnable::run));
    }

    @Test
    void takesOverWhatProcessesLeftThatAreGone() throws IOException {
        JournalDirectory first = JournalHome.claimFirst(home);
        Path left = leave(2_000, 500);
        Files.writeString(left.resolve("junk"), "x");
        try (OpenJournal open = claim(first)) {
            open.readUntil(() -> open.given.size() == 1_500);
            Awaitility.await().until(() -> List.of("junk").equals(names(left)));
            open.readAll();
            assertThat(open.given).hasSize(1_500).containsValue(OpenJournal.text(1_999, 1_000));
            assertThat(open.given.values()).doesNotHaveDuplicates().doesNotContain(OpenJournal.text(499, 1_000));
        }
    }

    @Test
    void aDirectoryThatFailsDoesNotStopTheOthers() throws IOException {
        JournalDirectory first = JournalHome.claimFirst(home);
        JournalDirectory broken = JournalHome.claimFirst(home);
        Path left = leave(100, 0);
        broken.close();
        Files.delete(broken.path().resolve("lock"));
        Files.createDirectory(broken.path().resolve("lock"));
        try (OpenJournal open = claim(first)) {
            open.readUntil(() -> open.given.size() == 100);
            Awaitility.await().until(() -> !Files.exists(left));
            assertThat(open.journal.fault()).contains("cannot be recovered");
        }
    }

    @Test
    void countsWhatIsNotRecoveredAtTheEnd() throws IOException {
        JournalDirectory first = JournalHome.claimFirst(home);
        leave(1_006, 0);
        try (OpenJournal open = new OpenJournal(
                JournalOpener.claim(first, home, OpenJournal.WRITTEN, InstantSource.system(), task -> {}))) {
            open.journal.settle();
            assertThat(open.journal.records()).isPositive();
            Awaitility.await().until(() -> open.journal.records() >= 1_006);
        }
    }

    @Test
    void keepsTheDeadLettersOfWhatItTakesOver() throws IOException {
        JournalDirectory first = JournalHome.claimFirst(home);
        Path left = leave(1, 1);
        new DeadLetterFiles(new FileDisk(left)).add("key", new byte[] {1}, "why");
        try (OpenJournal open = claim(first)) {
            Awaitility.await().until(() -> !Files.exists(left));
            assertThat(OpenJournal.deadLetters(open.journal))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.key()).isEqualTo("key"));
        }
    }

    @Test
    void leavesADirectoryAloneThatAProcessHas() throws IOException {
        try (JournalDirectory living = JournalHome.claimFirst(home);
                OpenJournal open = claim()) {
            Path free = leave(3, 0);
            assertThat(free).isNotEqualTo(living.path());
            try (OpenJournal another = claim()) {
                assertThat(another.journal.fault()).isEmpty();
            }
            assertThat(living.path()).exists();
            assertThat(open.journal.fault()).isEmpty();
        }
    }

    @Test
    void anInspectionChangesNothing() throws IOException {
        Path left = leave(100, 40);
        new DeadLetterFiles(new FileDisk(left)).add("key", new byte[] {1}, "why");
        String segment;
        try (var files = Files.list(left)) {
            segment = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".segment"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] content = Files.readAllBytes(left.resolve(segment));
        JournalInspection whole = JournalInspection.of(left);
        assertThat(whole.checkpoint()).isEqualTo(40);
        assertThat(whole.backlogRecords()).isEqualTo(60);
        assertThat(whole.backlogBytes()).isEqualTo(60 * 1_008);
        assertThat(whole.corruptions()).isZero();
        assertThat(whole.deadLetters()).hasSize(1);
        content[content.length - 100] ^= 1;
        Files.write(left.resolve(segment), content);
        JournalInspection corrupt = JournalInspection.of(left);
        assertThat(corrupt.backlogRecords()).isEqualTo(59);
        assertThat(corrupt.corruptions()).isEqualTo(1);
        assertThat(Files.readAllBytes(left.resolve(segment))).isEqualTo(content);
        assertThat(corrupt.segments())
                .extracting(JournalInspection.SegmentSummary::name)
                .contains(segment);
    }

    @Test
    void anInspectionShowsTheBacklog() throws IOException {
        List<String> keys = new ArrayList<>();
        JournalInspection.of(leave(5, 2), (key, payload) -> keys.add(key + " " + payload.length));
        assertThat(keys).containsExactly("event-2 1000", "event-3 1000", "event-4 1000");
    }

    @Test
    void anInspectionRefusesADirectoryInUse() throws IOException {
        try (JournalDirectory living = JournalHome.claimFirst(home)) {
            assertThatThrownBy(() -> JournalInspection.of(living.path()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use");
            assertThat(JournalHome.below(home)).isEqualTo(List.of(living.path()));
        }
    }
}
