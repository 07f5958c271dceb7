package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal that the first release wrote, with format version 1: events {@code key-0} to {@code key-19}, of which five are
 * confirmed, and a dead letter. Written by that release's own classes.
 */
class FormerReleaseTest {
    private static final List<String> FILES =
            List.of("0000000000000000.segment", "002efc64f130f21e.dead", Checkpoint.NAME);

    @TempDir
    Path home;

    private void unpack(String instance) throws IOException {
        Path directory = Files.createDirectory(home.resolve(instance));
        for (String file : FILES) {
            try (InputStream content = getClass().getResourceAsStream("/journal-format-1/" + file)) {
                Files.copy(content, directory.resolve(file));
            }
        }
    }

    @Test
    void deliversTheBacklogOfTheFirstRelease() throws IOException {
        unpack("instance-1");
        List<String> given = new ArrayList<>();
        try (Journal journal = JournalOpener.claim(home, OpenJournal.WRITTEN, InstantSource.system(), Runnable::run)) {
            OpenMaintenance.soon().until(() -> {
                journal.read(
                        0,
                        (sequence, key, payload, appendedAt, again) ->
                                given.add(key + " " + new String(payload, StandardCharsets.US_ASCII)));
                return given.size() == 15;
            });
            assertThat(journal.corruptions()).isZero();
            assertThat(OpenJournal.deadLetters(journal)).hasSize(1);
        }
        assertThat(given)
                .containsExactlyElementsOf(IntStream.range(5, 20)
                        .mapToObj(i -> "key-" + i + " " + ("payload-" + i).repeat(i + 1))
                        .toList());
    }

    @Test
    void recoversAJournalOfTheFirstRelease() throws IOException {
        JournalDirectory own = JournalHome.claimFirst(home);
        unpack("instance-2");
        try (OpenJournal open = new OpenJournal(
                JournalOpener.claim(own, home, OpenJournal.WRITTEN, InstantSource.system(), Runnable::run))) {
            OpenMaintenance.soon().until(() -> !Files.exists(home.resolve("instance-2")));
            open.readAll();
            assertThat(open.given).hasSize(15);
            assertThat(OpenJournal.deadLetters(open.journal)).hasSize(1);
        }
    }
}
