package dev.trackbus.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.kinesis.buffer.EventBuffer;
import dev.trackbus.kinesis.journal.Journal;
import dev.trackbus.kinesis.journal.JournalConfig;
import dev.trackbus.kinesis.journal.JournalOpener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class JournalCommandTest {
    private static final Map<String, String> NOWHERE = Map.of(
            "AWS_REGION", "eu-central-1",
            "AWS_ACCESS_KEY_ID", "id",
            "AWS_SECRET_ACCESS_KEY", "secret",
            "AWS_ENDPOINT_URL_KINESIS", "http://127.0.0.1:1");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path home;

    @BeforeEach
    void leaveAnEvent() throws IOException {
        try (Journal journal = open()) {
            append(journal);
        }
    }

    @Test
    void inspectShowsWhatADeadInstanceLeft() {
        assertThat(run("journal", "inspect", home.toString())).isZero();

        assertThat(out.toString())
                .contains("instance-1", ".segment", "1 records, 0 corrupt places", "backlog 1 events of 8 bytes")
                .contains("dead letters 0");
    }

    @Test
    void inspectTakesTheFolderOfOneInstance() {
        assertThat(run("journal", "inspect", home.resolve("instance-1").toString()))
                .isZero();

        assertThat(out.toString()).contains("backlog 1 events");
    }

    @Test
    void aJournalInUseIsRefused() throws IOException {
        try (Journal used = open()) {
            assertThat(used.records()).isEqualTo(1);
            assertThat(run("journal", "inspect", home.toString())).isEqualTo(69);
            assertThat(run("journal", "replay", home.toString())).isEqualTo(69);
        }
        assertThat(err.toString()).contains("a process uses it");
    }

    @Test
    void refusesAFolderThatDoesNotExist() {
        Path missing = home.resolve("none");
        assertThat(run("journal", "inspect", missing.toString())).isEqualTo(2);
        assertThat(run("journal", "replay", missing.toString())).isEqualTo(2);

        assertThat(err.toString()).contains("none is not a folder. Name a JOURNAL_DIR.");
        assertThat(missing).doesNotExist();
    }

    @Test
    void refusesTheFolderAboveAJournalAndNamesTheJournal(@TempDir Path parent) throws IOException {
        Path inside = parent.resolve("a").resolve("journal");
        try (Journal journal = open(inside)) {
            append(journal);
        }
        List<Path> before = files(parent);
        for (String command : List.of("inspect", "replay")) {
            assertThat(run("journal", command, parent.toString())).isEqualTo(2);
        }

        assertThat(err.toString()).contains("holds no journal itself", inside.toString());
        assertThat(out.toString()).isEmpty();
        assertThat(files(parent)).isEqualTo(before);
    }

    @Test
    void refusesAForeignFolderAndCreatesNothingInIt(@TempDir Path foreign) throws IOException {
        Files.writeString(foreign.resolve("notes"), "x");
        for (String command : List.of("inspect", "replay")) {
            assertThat(run("journal", command, foreign.toString())).isEqualTo(2);
        }

        assertThat(err.toString()).contains("holds no journal. Name a JOURNAL_DIR.");
        assertThat(foreign.toFile().list()).containsExactly("notes");
        assertThat(foreign.resolveSibling("lock")).doesNotExist();
    }

    @Test
    void exitsWith78WhereAPathIsNotUsable() throws IOException {
        Path lock = home.resolve("instance-1").resolve("lock");
        Files.delete(lock);
        Files.createDirectory(lock);
        assertThat(run("journal", "replay", home.toString())).isEqualTo(78);

        assertThat(err.toString()).contains("lock: Is a directory");
    }

    @Test
    void showsWhatIsInQuarantine(@TempDir Path other) throws IOException {
        Path instance = Files.createDirectory(other.resolve("instance-3"));
        Files.writeString(instance.resolve("0000000000000000.segment.corrupt"), "x");
        assertThat(run("journal", "inspect", other.toString())).isZero();
        assertThat(run("journal", "replay", other.toString())).isZero();

        assertThat(out.toString())
                .contains("0000000000000000.segment.corrupt 1 bytes, in quarantine", "nothing to ship");
        assertThat(instance.toFile().list()).containsExactly("0000000000000000.segment.corrupt");
    }

    @Test
    void whatCommandsATerminalIsShownAsEscapes(@TempDir Path other) throws IOException {
        try (Journal journal = open(other)) {
            journal.deadLetter("key", new byte[5], "no \u001b[2J");
        }
        Files.writeString(other.resolve("instance-1").resolve("\u001b[2J.corrupt"), "x");
        assertThat(run("journal", "inspect", other.toString())).isZero();
        Path settings = Files.writeString(other.resolve("settings"), "X\u001b[2J=1");
        assertThat(run("journal", "replay", "--settings", settings.toString(), other.toString()))
                .isEqualTo(78);

        assertThat(out.toString()).contains("event key: no \\u001b[2J", "  \\u001b[2J.corrupt 1 bytes");
        assertThat(err.toString()).contains("there is no setting X\\u001b[2J");
        assertThat(out + err.toString()).doesNotContain("\u001b");
    }

    @Test
    void replayNeedsTheSettingsOfTheStream() {
        assertThat(run(Map.of(), "journal", "replay", home.toString())).isEqualTo(78);

        assertThat(err.toString()).contains("AWS_REGION must be set");
    }

    @Test
    void replayExitsWith65WhereOnlyDeadLettersRemain(@TempDir Path other) throws IOException {
        try (Journal journal =
                JournalOpener.claim(other, JournalConfig.of(64 << 20, false), InstantSource.system(), Runnable::run)) {
            journal.deadLetter("key", new byte[5], "ValidationException");
        }

        assertThat(run("journal", "replay", other.toString())).isEqualTo(65);

        assertThat(out.toString()).contains("1 dead letters remain, which --dead-letters tries again");
    }

    @Test
    void journalWithoutACommandIsWrongUsage() {
        assertThat(run("journal")).isEqualTo(2);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    private Journal open() throws IOException {
        return open(home);
    }

    private static Journal open(Path home) throws IOException {
        return JournalOpener.claim(home, JournalConfig.of(64 << 20, false), InstantSource.system(), Runnable::run);
    }

    private static void append(Journal journal) {
        CompletableFuture<Long> taken = new CompletableFuture<>();
        journal.append("key", new byte[5], new EventBuffer.AppendCallback() {
            @Override
            public void appended(long sequence) {
                taken.complete(sequence);
            }

            @Override
            public void refused(String why) {
                taken.completeExceptionally(new IllegalStateException(why));
            }
        });
        taken.orTimeout(5, TimeUnit.SECONDS).join();
    }

    private int run(String... arguments) {
        return run(NOWHERE, arguments);
    }

    private int run(Map<String, String> environment, String... arguments) {
        CommandLine line = Trackbus.commandLine(environment);
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
