package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Test of infra/local/localstack, whose first start downloads LocalStack. */
class LocalStackScriptIT {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final List<String> TOOLS = List.of("bash", "readlink", "dirname", "sed", "grep");

    @TempDir
    private Path folder;

    private Process run;

    @AfterEach
    void kill() {
        if (run != null) {
            run.descendants().forEach(ProcessHandle::destroyForcibly);
            run.destroyForcibly();
        }
    }

    private void run(Map<String, String> environment, String... arguments) throws IOException {
        Path script = Checkout.find().root().resolve("infra/local/localstack");
        List<String> words = new ArrayList<>(List.of(script.toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment()
                .put("TMPDIR", Files.createDirectories(folder.resolve("tmp")).toString());
        builder.environment().putAll(environment);
        run = builder.redirectOutput(folder.resolve("out").toFile()).start();
    }

    private String out() throws IOException {
        return Files.readString(folder.resolve("out"));
    }

    private int exitCode() throws InterruptedException {
        assertThat(run.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return run.exitValue();
    }

    private void awaitOut(String text) {
        await().atMost(LIMIT).until(() -> out().contains(text) || !run.isAlive());
    }

    /** Returns the environment of a machine with only the given programs, each of which executes its text. */
    private Map<String, String> machineWith(Map<String, String> programs) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        SearchPath path = SearchPath.of(System.getenv());
        for (String tool : TOOLS) {
            write(bin.resolve(tool), "exec " + path.find(tool).orElseThrow() + " \"$@\"");
        }
        for (Map.Entry<String, String> program : programs.entrySet()) {
            write(bin.resolve(program.getKey()), program.getValue());
        }
        return Map.of("PATH", bin.toString(), "HOME", folder.toString());
    }

    private static void write(Path program, String text) throws IOException {
        Files.writeString(program, "#!/bin/sh\n" + text + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private static boolean leavesNothing(Path tmp) throws IOException {
        try (Stream<Path> files = Files.list(tmp)) {
            return files.findAny().isEmpty();
        }
    }

    @Test
    void printsItsUsage() throws Exception {
        run(Map.of(), "--help");
        assertThat(exitCode()).isZero();
        assertThat(out()).startsWith("Usage: infra/local/localstack");
    }

    @Test
    void reportsAnUnknownArgumentAsWrongUsage() throws Exception {
        run(Map.of(), "--ports", "1");
        assertThat(exitCode()).isEqualTo(2);
    }

    @Test
    void reportsAPortOutOfRangeAsWrongUsage() throws Exception {
        run(Map.of(), "--port", "65536");
        assertThat(exitCode()).isEqualTo(2);
        assertThat(out()).startsWith("--port must be 1-65535, was 65536");
    }

    @Test
    void reportsThatPythonIsMissing() throws Exception {
        run(machineWith(Map.of()), "setup");
        assertThat(exitCode()).isEqualTo(69);
        assertThat(out()).startsWith("Python 3.12 or 3.13 with venv is missing: ");
    }

    @Test
    void reportsThatNodeIsMissing() throws Exception {
        run(machineWith(Map.of("python3.13", "echo \"$0\"")), "setup");
        assertThat(exitCode()).isEqualTo(69);
        assertThat(out()).startsWith("Node is missing: ");
    }

    @Test
    void reportsThatNodeIsTooOld() throws Exception {
        run(machineWith(Map.of("python3.13", "echo \"$0\"", "node", "echo v16.20.2")), "setup");
        assertThat(exitCode()).isEqualTo(69);
        assertThat(out()).startsWith("node is v16.20.2: install Node 18 or newer");
    }

    @Test
    void reportsThatItsPortIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            run(Map.of(), "start", "--port", Integer.toString(taken.getLocalPort()));
            assertThat(exitCode()).isEqualTo(69);
            assertThat(out()).contains("Port " + taken.getLocalPort() + " is in use: ");
        }
    }

    @Test
    void leavesNoProcessAfterSigterm() throws Exception {
        int port = Port.free();
        run(Map.of(), "--port", Integer.toString(port));
        awaitOut("ready http://127.0.0.1:" + port);
        try (KinesisClient client = KinesisEndpoint.local(port).client()) {
            await().atMost(LIMIT).ignoreExceptions().until(() -> client.listStreams() != null);
        }
        List<ProcessHandle> all = run.descendants().toList();
        assertThat(all).extracting(each -> each.info().command().orElse("")).anyMatch(name -> name.endsWith("/node"));
        run.destroy();
        assertThat(exitCode()).isEqualTo(143);
        assertThat(all).noneMatch(ProcessHandle::isAlive);
        assertThat(leavesNothing(folder.resolve("tmp"))).isTrue();
    }

    @Test
    void leavesNoProcessAfterAKill() throws Exception {
        run(Map.of(), "--port", Integer.toString(Port.free()));
        awaitOut("starts on port");
        List<ProcessHandle> all = run.descendants().toList();
        assertThat(all).isNotEmpty();
        run.destroyForcibly();
        await().atMost(Duration.ofSeconds(20)).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Uses a stub of Maven that never exits, because Maven is the first program that a set-up runs. */
    @Test
    void leavesNoProcessAfterAKillDuringTheSetUp() throws Exception {
        Path began = folder.resolve("began");
        Path bin = Files.createDirectories(folder.resolve("bin"));
        write(bin.resolve("mvn"), "trap '' TERM; touch '" + began + "'; while :; do sleep 1; done");
        String path = bin + File.pathSeparator + System.getenv("PATH");
        run(Map.of("PATH", path, "TRACKBUS_CACHE", folder.resolve("cache").toString()), "--stop-with-stdin");
        await().atMost(LIMIT).until(() -> Files.exists(began) || !run.isAlive());
        List<ProcessHandle> all = run.descendants().toList();
        assertThat(all).hasSizeGreaterThan(2);
        run.destroyForcibly();
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(leavesNothing(folder.resolve("tmp"))).isTrue();
        } finally {
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void stopsWhenItsStandardInputEnds() throws Exception {
        run(Map.of(), "--port", Integer.toString(Port.free()), "--stop-with-stdin");
        awaitOut("starts on port");
        run.getOutputStream().close();
        assertThat(exitCode()).isEqualTo(143);
    }
}
