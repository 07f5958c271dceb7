package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test of infra/local/cache.sh, which installs parts once despite interruptions and concurrent runs. */
class CacheScriptIT {
    @TempDir
    private Path folder;

    private Process bash(String script) throws IOException {
        Path functions = Checkout.find().root().resolve("infra/local/cache.sh");
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-c", "set -euo pipefail; . '" + functions + "'\n" + script);
        builder.environment().put("TRACKBUS_CACHE", folder.toString());
        return builder.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    @Test
    void aPartGetsItsNameOnlyWhenComplete() throws Exception {
        assertThat(bash("fill() { echo \"$1\" >\"$1/file\"; }; part \"$cache/part\" fill")
                        .waitFor())
                .isZero();
        assertThat(text("part/file")).isEqualTo(folder.resolve("part.part") + "\n");
    }

    @Test
    void anExistingPartIsNotInstalledAgain() throws Exception {
        Files.createDirectory(folder.resolve("part"));
        assertThat(bash("part \"$cache/part\" false").waitFor()).isZero();
    }

    @Test
    void aFailedPartDoesNotExist() throws Exception {
        assertThat(bash("fail_late() { echo half >\"$1/half\"; false; }; part \"$cache/part\" fail_late")
                        .waitFor())
                .isNotZero();
        assertThat(folder.resolve("part")).doesNotExist();
    }

    @Test
    void anInterruptedPartIsInstalledAgain() throws Exception {
        Files.createDirectories(folder.resolve("part.part/half"));
        bash("fill() { touch \"$1/file\"; }; part \"$cache/part\" fill").waitFor();
        assertThat(folder.resolve("part")).isDirectoryContaining("glob:**/file");
        assertThat(folder.resolve("part/half")).doesNotExist();
    }

    @Test
    void runsOneSetUpAtATime() throws Exception {
        Files.writeString(folder.resolve("count"), "0\n");
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(bash("find_python; more() { read -r n <count; sleep 0.1; echo $((n + 1)) >count; }; alone x more"));
        }
        for (Process each : all) {
            assertThat(each.waitFor()).isZero();
        }
        assertThat(text("count")).isEqualTo("4\n");
    }
}
