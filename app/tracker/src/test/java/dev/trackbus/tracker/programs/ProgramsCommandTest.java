package dev.trackbus.tracker.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs neither Kinesis nor Redis. */
class ProgramsCommandTest {
    private static final Map<String, String> NOWHERE = Map.of(
            "REDIS_HOST", "127.0.0.1",
            "REDIS_PORT", "1",
            "AWS_REGION", "eu-central-1",
            "AWS_ACCESS_KEY_ID", "id",
            "AWS_SECRET_ACCESS_KEY", "secret",
            "AWS_ENDPOINT_URL_KINESIS", "http://127.0.0.1:1");
    private static final String PROGRAM =
            "{\"programId\":\"1\",\"programName\":\"n\",\"checksum\":\"c\",\"customerId\":1,\"customerName\":\"x\"}";

    @TempDir
    private Path home;

    private static CommandRun run(String... arguments) {
        return CommandRun.of(NOWHERE, "", arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"put", "get", "list", "delete", "load"})
    void helpsWithEachCommand(String command) {
        CommandRun run = run(command, "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Usage: programs " + command);
    }

    @Test
    void theHelpOfLoadSaysWhatAResumedOneAwaits() {
        assertThat(run("load", "--help").out().replaceAll("\\s+", " "))
                .contains("waits for what it sends itself, not for what the interrupted one had sent")
                .doesNotContain("Redis has all");
    }

    @ParameterizedTest
    @CsvSource({
        "put",
        "get",
        "delete",
        "load",
        "forget",
        "get a/b",
        "delete a/b",
        "delete 1 --timeout soon",
        "put - --timeout 5",
        "put - --as-version 1.5",
        "delete 1 --as-version 9007199254740992"
    })
    void wrongUsageEndsWith2(String line) {
        assertThat(run(line.split(" ")).code()).isEqualTo(2);
    }

    @Test
    void noCommandIsWrongUsage() {
        CommandRun run = run();

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("put | get | list | delete | load");
    }

    @Test
    void wrongSettingsEndWith78AndAreToldTogether() {
        CommandRun run =
                CommandRun.of(Map.of("REDIS_PORT", "x", "CORE_DATA_STREAM_NAME", "no/stream"), PROGRAM, "put", "-");

        assertThat(run.code()).isEqualTo(78);
        assertThat(run.err()).contains("REDIS_PORT must be 1-65535, was x", "AWS_REGION must be set");
    }

    @Test
    void aStreamCanNotHaveAnyName() {
        CommandRun run = CommandRun.of(
                Map.of("AWS_REGION", "eu-central-1", "CORE_DATA_STREAM_NAME", "no/stream"), PROGRAM, "put", "-");

        assertThat(run.code()).isEqualTo(78);
        assertThat(run.err()).contains("CORE_DATA_STREAM_NAME must be 1-128 of [A-Za-z0-9_.-], was no/stream");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "get 1"})
    void readingNeedsTheSettingsOfRedisAlone(String line) {
        CommandRun run = CommandRun.of(Map.of("REDIS_PORT", "1"), "", line.split(" "));

        assertThat(run.code()).isEqualTo(69);
        assertThat(run.err()).contains("Redis at localhost:1 can't be asked");
    }

    @Test
    void putNamesLineAndFieldOfWhatIsInvalid() {
        CommandRun run = CommandRun.of(NOWHERE, "[" + PROGRAM + ",\n{\"programId\":\"2\"}]", "put", "-");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("stdin:2: programName is missing");
    }

    @Test
    void putSaysWhichFileIsNotThere() {
        CommandRun run = run("put", home.resolve("none.json").toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("none.json can't be read");
    }

    @Test
    void sendsNothingWhereRedisIsToBeAwaitedAndIsNotThere() {
        CommandRun run = CommandRun.of(NOWHERE, PROGRAM, "put", "-");

        assertThat(run.code()).isEqualTo(69);
        assertThat(run.err()).contains("Redis at 127.0.0.1:1 can't be asked", "nothing was sent", "--no-wait");
    }

    @Test
    void saysThatTheStreamIsNotReached() {
        CommandRun run = CommandRun.of(NOWHERE, PROGRAM, "put", "-", "--no-wait", "--timeout", "100ms");

        assertThat(run.code()).isEqualTo(69);
        assertThat(run.err()).contains("CoreDataStream does not take all", "the stream does not take them");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aDryRunNeedsNoSettings() throws IOException {
        Path file = Files.writeString(home.resolve("all.json"), PROGRAM + "\n" + PROGRAM);

        CommandRun run = CommandRun.of(Map.of(), "", "load", file.toString(), "--dry-run");

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("2 programs are valid; nothing was sent" + System.lineSeparator());
    }

    @Test
    void aDryRunFindsWhatIsInvalid() throws IOException {
        Path file = Files.writeString(home.resolve("all.csv"), "programId,deleted\n1,true\n2,perhaps\n");

        CommandRun run = CommandRun.of(Map.of(), "", "load", file.toString(), "--dry-run");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("all.csv:3: deleted must be true or false");
    }

    @Test
    void loadTakesCsvAndJsonAlone() throws IOException {
        Path file = Files.writeString(home.resolve("all.txt"), PROGRAM);

        CommandRun run = run("load", file.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("the name must end with .csv or .json");
    }
}
