package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private Path log;
    private ChildProcess child;

    @BeforeEach
    void chooseLog() {
        log = folder.resolve("logs/child.log");
    }

    @AfterEach
    void killChild() {
        if (child != null) {
            child.kill();
        }
    }

    private void run(String script) {
        run(script, Duration.ofSeconds(10));
    }

    private void run(String script, Duration grace) {
        List<String> words = List.of("/bin/sh", "-c", script);
        child = ChildProcess.start(
                new ChildProcess.Command("Child", words, folder, Map.of("PATH", "/bin:/usr/bin")), log, grace);
    }

    private boolean hasLogged(String word) {
        try {
            return Files.exists(log) && Files.readString(log).contains(word);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isAlive() {
        return ProcessHandle.of(child.pid()).filter(ProcessHandle::isAlive).isPresent();
    }

    @Test
    void writesItsOutputToTheLog() throws IOException {
        run("echo out; echo err >&2");
        child.awaitExit(LIMIT);
        assertThat(Files.readString(log)).isEqualTo("out\nerr\n");
    }

    @Test
    void inheritsNoEnvironment() throws IOException {
        run("echo \"[$HOME]\"");
        child.awaitExit(LIMIT);
        assertThat(Files.readString(log)).isEqualTo("[]\n");
    }

    @Test
    void returnsTheExitCode() {
        run("exit 7");
        assertThat(child.awaitExit(LIMIT)).isEqualTo(7);
    }

    @Test
    void reportsAnEarlyExitWithTheLastLogLine() {
        run("echo first; echo 'no such thing'; exit 3");
        assertThatThrownBy(() -> child.awaitReady(LIMIT, () -> false))
                .isInstanceOf(MissingServiceException.class)
                .hasMessage("Child exited with code 3; last log line: no such thing (log: " + log + ")");
    }

    @Test
    void stopsAProcessThatIsNeverReady() {
        run("exec sleep 60");
        assertThatThrownBy(() -> child.awaitReady(Duration.ofMillis(50), () -> false))
                .isInstanceOf(MissingServiceException.class)
                .hasMessageStartingWith("Child was not ready within 0 s");
        assertThat(isAlive()).isFalse();
    }

    @Test
    void endLetsTheProcessFinish() {
        run("trap 'echo finished; exit 0' TERM; echo ready; while :; do sleep 0.05; done");
        child.awaitReady(LIMIT, () -> hasLogged("ready"));
        child.end();
        assertThat(hasLogged("finished")).isTrue();
    }

    @Test
    void killsAProcessThatIgnoresSigtermAfterItsGrace() {
        run("trap '' TERM; echo ready; while :; do sleep 0.05; done", Duration.ofMillis(200));
        child.awaitReady(LIMIT, () -> hasLogged("ready"));
        child.end();
        assertThat(isAlive()).isFalse();
    }

    @Test
    void killAlsoKillsDescendants() throws IOException {
        run("sleep 60 & echo \"pid $! end\"; wait");
        child.awaitReady(LIMIT, () -> hasLogged("end"));
        long grandchild = Long.parseLong(Files.readString(log).split(" ")[1]);
        child.kill();
        await().atMost(LIMIT).until(() -> ProcessHandle.of(grandchild)
                .filter(ProcessHandle::isAlive)
                .isEmpty());
    }

    @Test
    void reportsAMissingProgram() {
        ChildProcess.Command command =
                new ChildProcess.Command("Child", List.of("/no/such/program"), folder.resolve("none"), Map.of());
        assertThatThrownBy(() -> ChildProcess.start(command, log, LIMIT))
                .isInstanceOf(MissingServiceException.class)
                .hasMessageStartingWith("Cannot start Child: ");
    }
}
