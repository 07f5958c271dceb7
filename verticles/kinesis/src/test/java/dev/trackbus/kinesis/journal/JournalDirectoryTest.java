package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories, locks and files of the real file system. */
class JournalDirectoryTest {
    @TempDir
    Path home;

    @Test
    void twoClaimsGetTwoDirectories() throws IOException {
        try (JournalDirectory first = JournalHome.claimFirst(home);
                JournalDirectory second = JournalHome.claimFirst(home)) {
            assertThat(second.path()).isNotEqualTo(first.path());
            assertThat(JournalDirectory.claim(first.path())).isEmpty();
            assertThat(JournalHome.below(home)).containsExactly(first.path(), second.path());
        }
    }

    @Test
    void belowAHomeAreOnlyDirectoriesOfProcesses() throws IOException {
        Files.createDirectory(home.resolve("lost+found"));
        Files.createFile(home.resolve("instance-1.log"));
        Path instance = Files.createDirectory(home.resolve("instance-2"));
        assertThat(JournalHome.below(home)).containsExactly(instance.toAbsolutePath());
    }

    @Test
    void aDirectoryGivenBackIsClaimedNext() throws IOException {
        JournalDirectory first = JournalHome.claimFirst(home);
        first.close();
        try (JournalDirectory again = JournalHome.claimFirst(home)) {
            assertThat(again.path()).isEqualTo(first.path());
        }
    }

    @Test
    void anotherProcessCannotClaimWhatThisOneHasTriedTwice() throws Exception {
        try (JournalDirectory first = JournalHome.claimFirst(home)) {
            assertThat(JournalDirectory.claim(first.path())).isEmpty();
            assertThat(claimedElsewhere(first.path())).isFalse();
        }
        assertThat(claimedElsewhere(home.resolve("instance-1"))).isTrue();
    }

    private static boolean claimedElsewhere(Path path) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClaimOnce.class.getName(),
                        path.toString())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() == 0;
    }

    /** Another process: 0 where it got the directory. */
    static final class ClaimOnce {
        private ClaimOnce() {}

        public static void main(String[] path) throws IOException {
            System.exit(JournalDirectory.claim(Path.of(path[0])).isPresent() ? 0 : 1);
        }
    }

    @Test
    void aRemovedDirectoryIsGoneAndFree() throws IOException {
        JournalDirectory first = JournalHome.claimFirst(home);
        Files.writeString(first.path().resolve(Checkpoint.NAME), "x");
        first.remove();
        assertThat(first.path()).doesNotExist();
        assertThat(JournalDirectory.claim(first.path())).isEmpty();
        try (JournalDirectory again = JournalHome.claimFirst(home)) {
            assertThat(again.path()).isEqualTo(first.path());
        }
    }

    @Test
    void removesNothingOfOthers() throws IOException {
        JournalDirectory first = JournalHome.claimFirst(home);
        Files.createFile(first.path().resolve("0000000000000000.segment"));
        Path notes = Files.createDirectories(first.path().resolve("old")).resolve("notes");
        Files.writeString(notes, "x");
        first.remove();
        assertThat(notes).exists();
        assertThat(first.path().toFile().list()).containsExactly("old");
        assertThat(JournalDirectory.isUsed(first.path())).isFalse();
    }

    @Test
    void keepsADirectoryThatStillHoldsEvents() throws IOException {
        for (String held : new String[] {"0000000000000000.segment", "0.dead"}) {
            JournalDirectory first = JournalHome.claimFirst(home);
            Files.writeString(first.path().resolve(Checkpoint.NAME), "x");
            Path events = Files.writeString(first.path().resolve(held), "x");
            assertThatThrownBy(first::remove).isInstanceOf(IOException.class).hasMessageContaining("still holds");
            assertThat(first.path().resolve(Checkpoint.NAME)).exists();
            assertThat(events).exists();
            Files.delete(events);
        }
        JournalHome.claimFirst(home).remove();
        assertThat(home.resolve("instance-1")).doesNotExist();
    }

    @Test
    void claimsTheDirectoryWithTheMostBytes() throws IOException {
        JournalDirectory empty = JournalHome.claimFirst(home);
        JournalDirectory full = JournalHome.claimFirst(home);
        Files.writeString(full.path().resolve("0000000000000000.segment"), "x");
        empty.close();
        full.close();
        try (JournalDirectory claimed = JournalHome.claimFirst(home);
                JournalDirectory next = JournalHome.claimFirst(home)) {
            assertThat(claimed.path()).isEqualTo(full.path());
            assertThat(next.path()).isEqualTo(empty.path());
        }
    }

    @Test
    void recoversFromARealDisk() throws IOException {
        try (JournalDirectory directory = JournalHome.claimFirst(home)) {
            try (OpenJournal open = new OpenJournal(new FileDisk(directory.path()), OpenJournal.FORCED)) {
                open.append(0, 50, 20_000);
                open.readAll();
                open.confirm(20);
            }
            try (OpenJournal open = new OpenJournal(new FileDisk(directory.path()), OpenJournal.FORCED)) {
                open.readAll();
                assertThat(open.given.firstKey()).isEqualTo(20);
                assertThat(open.given).hasSize(30).containsEntry(49L, OpenJournal.text(49, 20_000));
                open.append(50, 1, 10);
                assertThat(open.taken.firstKey()).isEqualTo(50);
            }
        }
    }

    @Test
    void readsNoFurtherAheadThanItsBound() throws IOException {
        try (JournalDirectory directory = JournalHome.claimFirst(home)) {
            FileDisk disk = new FileDisk(directory.path());
            try (OpenJournal open = new OpenJournal(disk, JournalConfig.of(1L << 30, false))) {
                for (int i = 0; i < 60; i++) {
                    open.append(i, 1, 1_000_000);
                }
            }
            try (Journal journal = OpenJournal.idle(disk)) {
                Awaitility.await().until(() -> journal.aheadBytes() >= 8 << 20);
                Awaitility.await().during(Duration.ofMillis(200)).until(() -> journal.aheadBytes() < 10 << 20);
            }
        }
    }

    @Test
    void saysWhatIsWrongWithADirectoryThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "x");
        assertThatThrownBy(() -> JournalHome.claimFirst(file)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> JournalHome.claimFirst(Path.of("/proc/journal")))
                .isInstanceOf(IOException.class);
    }
}
