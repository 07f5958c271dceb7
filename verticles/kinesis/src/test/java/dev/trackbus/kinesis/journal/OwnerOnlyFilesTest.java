package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Permissions of files and directories. */
class OwnerOnlyFilesTest {
    @TempDir
    Path parent;

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void restrictsAllFilesOfAJournalToTheirOwner() throws IOException {
        Path home = parent.resolve("journal");
        try (OpenJournal open = new OpenJournal(
                JournalOpener.claim(home, OpenJournal.WRITTEN, InstantSource.system(), Runnable::run))) {
            open.append(0, 1, 10);
            open.journal.deadLetter("key", new byte[1], "no");
            try (var files = Files.walk(home)) {
                for (Path each : files.toList()) {
                    assertThat(permissions(each))
                            .as(each.toString())
                            .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------");
                }
            }
            assertThat(home.resolve("instance-1").toFile().list()).hasSize(4);
        }
    }

    @Test
    void restrictsADirectoryOfAnEarlierRelease() throws IOException {
        Path instance = Files.createDirectory(parent.resolve("instance-1"));
        Files.setPosixFilePermissions(instance, PosixFilePermissions.fromString("rwxr-xr-x"));
        JournalDirectory.claim(instance).orElseThrow().close();
        assertThat(permissions(instance)).isEqualTo("rwx------");
    }

    @Test
    void leavesTheFolderThatTheOperatorCreatedAsItIs() throws IOException {
        String before = permissions(parent);
        JournalHome.claimFirst(parent).close();
        assertThat(permissions(parent)).isEqualTo(before);
    }

    @Test
    void makesEachNewDirectoryOutlastALossOfPower() throws IOException {
        List<Path> forced = new ArrayList<>();
        OwnerOnlyFiles.createDirectories(parent.resolve("a").resolve("b"), forced::add);
        assertThat(forced)
                .containsExactly(parent.toAbsolutePath(), parent.resolve("a").toAbsolutePath());
        OwnerOnlyFiles.createDirectories(parent.resolve("a"), forced::add);
        assertThat(forced).hasSize(2);
    }
}
