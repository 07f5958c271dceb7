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

/** Test of infra/local/libraries, which downloads the libraries of processes with their own class path. */
class LibrariesScriptIT {
    private static final List<String> TOOLS = List.of(
            "bash", "readlink", "dirname", "sed", "cksum", "cut", "mkdir", "mktemp", "cp", "rm", "mv", "ls", "paste");

    @TempDir
    private Path folder;

    /** Runs the script with a stub of Maven that executes the given text. Returns output and exit code. */
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
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + "exit " + process.waitFor();
    }

    private static void write(Path program, String text) throws IOException {
        Files.writeString(program, "#!/bin/sh\n" + text + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private String fetching() {
        return "for last; do :; done; mkdir -p \"${last#*=}\"; echo jar >\"${last#*=}/a.jar\"";
    }

    @Test
    void printsTheFolderOfTheJars() throws Exception {
        List<String> output = run(fetching(), "lambda-runtime").lines().toList();
        assertThat(output).hasSize(2).last().isEqualTo("exit 0");
        assertThat(Path.of(output.get(0))).isDirectoryContaining("glob:**/a.jar");
    }

    @Test
    void printsNothingThatMavenPrintsBeforeTheFolder() throws Exception {
        String output = run("printf '\\033[0m'; " + fetching(), "lambda-runtime");
        assertThat(Path.of(output.lines().findFirst().orElseThrow())).isDirectory();
    }

    @Test
    void downloadsOnce() throws Exception {
        String first = run(fetching(), "lambda-runtime");
        assertThat(run("exit 1", "lambda-runtime")).isEqualTo(first);
    }

    @Test
    void leavesNoFolderWhenMavenFails() throws Exception {
        assertThat(run("exit 1", "lambda-runtime"))
                .startsWith("Maven cannot download lambda-runtime: ")
                .endsWith("exit 69");
        try (Stream<Path> left = Files.list(folder.resolve("cache"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void reportsThatMavenIsMissing() throws Exception {
        assertThat(run("", "lambda-runtime")).startsWith("Maven is missing: ").endsWith("exit 69");
    }

    @Test
    void reportsAnUnknownNameAsWrongUsage() throws Exception {
        assertThat(run("", "no-such-list"))
                .contains("dynamodb-local lambda-runtime")
                .endsWith("exit 2");
    }

    @Test
    void reportsAMissingList() {
        assertThatThrownBy(() -> JavaLibraries.of("no-such-list"))
                .isInstanceOf(MissingServiceException.class)
                .hasMessageContaining("Name one library list: ");
    }
}
