package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** infra/local/libraries: what runs on a class path of its own. */
class LibrariesScriptIT {
    private static final List<String> TOOLS = List.of(
            "bash", "readlink", "dirname", "sed", "cksum", "cut", "mkdir", "mktemp", "cp", "rm", "mv", "ls", "paste");

    @TempDir
    private Path folder;

    /** What the script says and its exit code, on a machine whose Maven does what its text says. */
    private String run(String maven, String... arguments) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : TOOLS) {
            write(
                    bin.resolve(tool),
                    "exec " + SearchPath.of(System.getenv()).find(tool).orElseThrow() + " \"$@\"");
        }
        if (!maven.isEmpty()) {
            write(bin.resolve("mvn"), maven);
        }
        Path script = Checkout.find().root().resolve("infra/local/libraries");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(script.toString()), Stream.of(arguments))
                .toList());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        bin.toString(),
                        "TRACKBUS_CACHE",
                        folder.resolve("cache").toString()));
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + "exit " + process.waitFor();
    }

    private static void write(Path program, String text) throws IOException {
        Files.writeString(program, "#!/bin/sh\n" + text + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private String fetching() {
        return "for last; do :; done; mkdir -p \"${last#*=}\"; echo jar >\"${last#*=}/a.jar\"";
    }

    @Test
    void namesAFolderThatHoldsTheJars() throws Exception {
        List<String> said = run(fetching(), "lambda-runtime").lines().toList();
        assertThat(said).hasSize(2).last().isEqualTo("exit 0");
        assertThat(Path.of(said.get(0))).isDirectoryContaining("glob:**/a.jar");
    }

    @Test
    void printsNothingThatMavenPrintsBeforeTheFolder() throws Exception {
        String said = run("printf '\\033[0m'; " + fetching(), "lambda-runtime");
        assertThat(Path.of(said.lines().findFirst().orElseThrow())).isDirectory();
    }

    @Test
    void fetchesOnce() throws Exception {
        String first = run(fetching(), "lambda-runtime");
        assertThat(run("exit 1", "lambda-runtime")).isEqualTo(first);
    }

    @Test
    void leavesNothingWhereMavenFails() throws Exception {
        assertThat(run("exit 1", "lambda-runtime"))
                .startsWith("Maven could not fetch lambda-runtime: ")
                .endsWith("exit 69");
        try (Stream<Path> left = Files.list(folder.resolve("cache"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void saysThatMavenIsMissing() throws Exception {
        assertThat(run("", "lambda-runtime")).startsWith("Maven is missing: ").endsWith("exit 69");
    }

    @Test
    void anUnknownNameIsWrongUsage() throws Exception {
        assertThat(run("", "no-such-list"))
                .contains("dynamodb-local lambda-runtime")
                .endsWith("exit 2");
    }

    @Test
    void aListThatIsNotThereIsMissing() {
        assertThatThrownBy(() -> JavaLibraries.of("no-such-list"))
                .isInstanceOf(MissingServiceException.class)
                .hasMessageContaining("one name is needed");
    }
}
