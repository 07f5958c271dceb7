package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCommandIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** Long, because the first start downloads LocalStack. */
    private static final Duration SETUP_LIMIT = Duration.ofMinutes(12);

    private final int httpPort = Port.free();
    private final int dynamoDbPort = Port.free();

    @TempDir
    private Path folder;

    private Process run;

    @AfterEach
    void end() throws InterruptedException {
        List<ProcessHandle> parts = run.descendants().toList();
        run.destroy();
        if (!run.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            run.destroyForcibly();
        }
        parts.forEach(ProcessHandle::destroyForcibly);
    }

    private void run(Class<?> main, Map<String, String> environment, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlogback.configurationFile=trackbus-local-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment);
        run = builder.redirectOutput(folder.resolve("out").toFile()).start();
    }

    private void runLocal(Map<String, String> environment) throws IOException {
        run(LocalCommand.class, environment, options());
    }

    private String[] options(String... more) {
        List<String> options = new ArrayList<>(List.of(
                "--http-port=" + httpPort,
                "--management-port=" + Port.free(),
                "--redis-port=" + Port.free(),
                "--kinesis-port=" + Port.free(),
                "--dynamodb-port=" + dynamoDbPort,
                "--dir=" + folder.resolve("run")));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }

    /** Returns the environment of a machine without a Python version that LocalStack supports. */
    private Map<String, String> withoutPython() throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        for (String name : List.of("python3.13", "python3.12", "python3")) {
            assertThat(Files.writeString(bin.resolve(name), "#!/bin/sh\nexit 1\n")
                            .toFile()
                            .setExecutable(true))
                    .isTrue();
        }
        Path cache = Path.of(System.getProperty("user.home"), ".cache");
        return Map.of(
                "PATH",
                bin + File.pathSeparator + System.getenv("PATH"),
                "HOME",
                folder.toString(),
                "DOCKER_HOST",
                "tcp://127.0.0.1:" + Port.free(),
                "XDG_CACHE_HOME",
                System.getenv().getOrDefault("XDG_CACHE_HOME", cache.toString()));
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

    @Test
    void reportsThatNodeIsMissing() throws Exception {
        runLocal(Map.of("PATH", folder.toString()));
        assertThat(exitCode()).isEqualTo(69);
        assertThat(out()).startsWith("Node is missing: ").hasLineCount(1);
    }

    @Test
    void reportsThePortInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(httpPort, 1, InetAddress.getLoopbackAddress())) {
            runLocal(Map.of());
            assertThat(exitCode()).isEqualTo(69);
            assertThat(out())
                    .startsWith("Port " + taken.getLocalPort() + " is in use: ")
                    .hasLineCount(1);
        }
    }

    @Test
    void reportsThatTheNamedKinesisDoesNotAnswer() throws Exception {
        runLocal(Map.of("AWS_ENDPOINT_URL_KINESIS", "http://127.0.0.1:" + Port.free()));
        assertThat(exitCode()).isEqualTo(69);
        assertThat(out().lines().toList().get(2)).startsWith("No Kinesis answers at http://127.0.0.1:");
    }

    @Test
    void reportsThatItsFolderIsNotWritable() throws Exception {
        Files.createFile(folder.resolve("run"));
        runLocal(Map.of());
        assertThat(exitCode()).isEqualTo(69);
        assertThat(out()).endsWith("choose another folder with --dir" + System.lineSeparator());
    }

    @Test
    void runsAllPartsAndPrintsEachEvent() throws Exception {
        runLocal(Map.of());
        awaitOut("Ctrl-C stops all processes");
        assertThat(out().lines()).contains("ready http://127.0.0.1:" + httpPort);
        assertThat(status("/event/212313")).isEqualTo(200);
        awaitOut("\"programName\":\"City running shoes\"");
        assertThat(out()).contains("\"isValid\":true");
        awaitOut("stored {");
        assertThat(out().lines())
                .anyMatch(line -> line.startsWith("stored {") && line.contains("\"programShard\":\"212313#0\""));
    }

    @Test
    void localStackOptionReplacesTheEmulators() throws Exception {
        run(LocalCommand.class, Map.of(), options("--localstack"));
        await().atMost(SETUP_LIMIT).until(() -> out().contains("Ctrl-C stops all processes") || !run.isAlive());

        assertThat(out()).contains("LocalStack starts in").doesNotContain("kinesis-mock");
        assertThat(status("/event/212313")).isEqualTo(200);
        awaitOut("stored {");
        assertThat(out()).contains("\"programShard\":\"212313#0\"");
    }

    @Test
    void reportsThatLocalStackNeedsPython() throws Exception {
        run(LocalCommand.class, withoutPython(), options("--localstack"));

        assertThat(exitCode()).isEqualTo(69);
        assertThat(out()).contains("Python 3.12 or 3.13 with venv is missing");
    }

    @Test
    void theExamplesReturnTheirStatus() throws Exception {
        runLocal(Map.of());
        awaitOut("Ctrl-C stops all processes");
        assertThat(List.of(
                        status("/event/no-such-program"),
                        status("/event/212312"),
                        status("/event/212313?checksum=wrong"),
                        status("/event/212314"),
                        status("/event/212314?placement=top")))
                .containsExactly(404, 410, 422, 422, 200);
    }

    @Test
    void stopsAllPartsInOrder() throws Exception {
        runLocal(Map.of());
        awaitOut("Ctrl-C stops all processes");
        List<ProcessHandle> parts = run.descendants().toList();
        assertThat(parts).hasSize(6);
        run.destroy();
        exitCode();
        assertThat(parts).noneMatch(ProcessHandle::isAlive);
    }

    private int status(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void stopsItsChildrenWhenItIsTerminated() throws Exception {
        run(RedisAlone.class, Map.of());
        awaitOut("started");
        List<ProcessHandle> children = run.descendants().toList();
        assertThat(children).isNotEmpty();
        run.destroy();
        exitCode();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    /** Program that starts a Redis and waits for a signal. */
    static final class RedisAlone {
        private RedisAlone() {}

        public static void main(String[] arguments) throws InterruptedException {
            try (LocalRedis redis = LocalRedis.started()) {
                System.out.append("started " + redis.port()).flush();
                Thread.currentThread().join();
            }
        }
    }
}
