package dev.trackbus.kinesis.journal;

import static dev.trackbus.kinesis.journal.OpenMaintenance.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recovery of directories with unreadable files: they stay, are counted, and delay nothing. */
class OrphanRecoveryQuarantineTest {
    private static final String FIRST = "0000000000000000.segment";

    @TempDir
    Path home;

    private JournalDirectory first;
    private OpenJournal own;

    /** Journal of a process that has ended, in a directory that the recovering process does not claim as its own. */
    private Path leave(int events, int size) throws IOException {
        first = first == null ? JournalHome.claimFirst(home) : first;
        JournalDirectory directory = JournalHome.claimFirst(home);
        try (OpenJournal open = new OpenJournal(
                JournalOpener.open(directory, OpenJournal.WRITTEN, InstantSource.system(), Runnable::run))) {
            open.append(0, events, size);
        }
        return directory.path();
    }

    private static byte[] corrupt(Path file, int from, int to) throws IOException {
        byte[] content = Files.readAllBytes(file);
        for (int at = from; at < to; at++) {
            content[at] ^= 1;
        }
        Files.write(file, content);
        return content;
    }

    private static Path onlyLetter(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(
                            file -> DeadLetterFiles.isLetter(file.getFileName().toString()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Path corruptLetter(Path directory) throws IOException {
        new DeadLetterFiles(new FileDisk(directory)).add("key", new byte[] {1, 2, 3}, "why");
        Path letter = onlyLetter(directory);
        int last = (int) Files.size(letter) - 1;
        corrupt(letter, last, last + 1);
        return letter.resolveSibling(letter.getFileName() + ".corrupt");
    }

    private void adopt() throws IOException {
        own = new OpenJournal(
                JournalOpener.claim(first, home, OpenJournal.WRITTEN, InstantSource.system(), Runnable::run));
    }

    private static boolean isAdopted(Path directory) {
        return !Files.exists(directory.resolve("lock"));
    }

    @AfterEach
    void close() throws IOException {
        if (own != null) {
            own.close();
        }
    }

    @Test
    void keepsALeftSegmentWithoutAReadableBlock() throws IOException {
        Path left = leave(100, 100);
        byte[] content = corrupt(left.resolve(FIRST), 5, 6);
        adopt();
        soon().until(() -> isAdopted(left));
        assertThat(left.resolve(FIRST + ".corrupt")).hasBinaryContent(content);
        assertThat(own.journal.corruptions()).isEqualTo(1);
        soon().until(() -> own.journal.quarantinedFiles() == 1);
        assertThat(own.journal.quarantinedBytes()).isEqualTo(content.length);
        assertThat(own.journal.fault()).isEmpty();
    }

    @Test
    void countsAndKeepsAPartlyCorruptSegment() throws IOException {
        Path left = leave(100, 1_000);
        byte[] content = corrupt(left.resolve(FIRST), 20_000, 40_000);
        adopt();
        soon().until(() -> isAdopted(left));
        own.readAll();
        assertThat(own.given).hasSizeBetween(50, 99);
        assertThat(own.journal.corruptions()).isPositive();
        assertThat(left.resolve(FIRST + ".corrupt")).hasBinaryContent(content);
    }

    @Test
    void doesNotRecoverADirectoryOfCorruptFilesAgain() throws IOException {
        Path left = leave(10, 100);
        corrupt(left.resolve(FIRST), 5, 6);
        adopt();
        soon().until(() -> isAdopted(left));
        assertThat(JournalDirectory.isUsed(left)).isFalse();
    }

    @Test
    void keepsACorruptDeadLetter() throws IOException {
        Path left = leave(1, 1);
        Path kept = corruptLetter(left);
        adopt();
        soon().until(() -> isAdopted(left));
        assertThat(kept).exists();
        assertThat(own.journal.corruptions()).isEqualTo(1);
        assertThat(OpenJournal.deadLetters(own.journal)).isEmpty();
    }

    @Test
    void keepsACorruptDeadLetterOfTheOwnJournal() throws IOException {
        first = JournalHome.claimFirst(home);
        Path kept = corruptLetter(first.path());
        adopt();
        soon().until(() -> own.journal.quarantinedFiles() == 1);
        assertThat(kept).exists();
        assertThat(own.journal.corruptions()).isEqualTo(1);
    }

    @Test
    void removesADeadLetterThatIsCopied() throws IOException {
        Path left = leave(1, 1);
        new DeadLetterFiles(new FileDisk(left)).add("key", new byte[] {1, 2, 3}, "why");
        adopt();
        soon().until(() -> !Files.exists(left));
        assertThat(OpenJournal.deadLetters(own.journal)).hasSize(1);
        assertThat(own.journal.corruptions()).isZero();
    }

    @Test
    void reportsNoFaultForADirectoryThatAnotherProcessRemoved() throws IOException {
        Path removed = home.resolve("instance-9");
        assertThat(JournalDirectory.isUsed(removed)).isFalse();
        assertThat(JournalDirectory.claim(removed)).isEmpty();
        assertThat(Quarantine.sizeIn(removed)).isEqualTo(Quarantine.Size.NONE);
    }

    @Test
    void startsWithAnotherDirectoryWhereOneCannotBeOpened() throws IOException {
        first = JournalHome.claimFirst(home);
        Path newer = leave(3, 100);
        first.close();
        byte[] content = Files.readAllBytes(newer.resolve(FIRST));
        content[3] = 2;
        CRC32C checksum = new CRC32C();
        checksum.update(content, 0, 16);
        ByteBuffer.wrap(content).putInt(16, (int) checksum.getValue());
        Files.write(newer.resolve(FIRST), content);
        own = new OpenJournal(JournalOpener.claim(home, OpenJournal.WRITTEN, InstantSource.system(), Runnable::run));
        own.append(0, 1, 10);
        assertThat(own.taken).hasSize(1);
        soon().until(() -> own.journal.fault().contains("format version 2"));
        assertThat(newer.resolve(FIRST)).hasBinaryContent(content);
    }

    @Test
    void startsInANewDirectoryWhenACheckpointFails() throws IOException {
        Path broken = Files.createDirectories(home.resolve("instance-1"));
        Files.createDirectory(broken.resolve(Checkpoint.NAME));
        own = new OpenJournal(JournalOpener.claim(home, OpenJournal.WRITTEN, InstantSource.system(), Runnable::run));
        own.append(0, 1, 10);
        assertThat(own.taken).hasSize(1);
        assertThat(Arrays.stream(home.toFile().list())).contains("instance-2");
    }
}
