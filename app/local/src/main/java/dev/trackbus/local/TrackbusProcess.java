package dev.trackbus.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The service as it is shipped, {@code java -jar trackbus.jar}, in a process of its own, so that it can be terminated
 * and killed. Of this process's environment it gets what a JVM needs and nothing that is a setting.
 */
public final class TrackbusProcess implements AutoCloseable {
    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR");
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final URI uri;
    private final ChildProcess process;

    private TrackbusProcess(URI uri, ChildProcess process) {
        this.uri = uri;
        this.process = process;
    }

    /**
     * Starts it and does not wait.
     *
     * @param jar         trackbus.jar
     * @param environment its settings, HTTP_PORT among them, and perhaps JAVA_TOOL_OPTIONS for its JVM
     * @param log         file that takes its output
     * @return a process that is not ready yet
     * @throws MissingServiceException if it cannot be run
     */
    public static TrackbusProcess start(Path jar, Map<String, String> environment, Path log) {
        Map<String, String> all = new HashMap<>(System.getenv());
        all.keySet().retainAll(INHERITED);
        all.putAll(environment);
        List<String> words =
                List.of(ChildProcess.java(), "-jar", jar.toAbsolutePath().toString());
        Path folder = log.toAbsolutePath().getParent();
        ChildProcess process = ChildProcess.start(new ChildProcess.Command("Trackbus", words, folder, all), log, GRACE);
        return new TrackbusProcess(URI.create("http://127.0.0.1:" + environment.get("HTTP_PORT")), process);
    }

    /**
     * Waits until {@code /health/ready} answers 200. Blocks.
     *
     * @param limit how long at most; beyond, it is ended
     * @return this
     * @throws MissingServiceException if it ends before, or the limit passes
     */
    public TrackbusProcess awaitReady(Duration limit) {
        process.awaitReady(limit, () -> HttpProbe.isOk(uri.resolve("/health/ready")));
        return this;
    }

    /**
     * Where the tracking API is.
     *
     * @return http://127.0.0.1:PORT
     */
    public URI uri() {
        return uri;
    }

    /**
     * The process.
     *
     * @return its id
     */
    public long pid() {
        return process.pid();
    }

    /**
     * What it says.
     *
     * @return the file that takes its output
     */
    public Path log() {
        return process.log();
    }

    /**
     * Its end, whoever brings it about.
     *
     * @return completed with the exit code, on any thread
     */
    public CompletableFuture<Integer> exit() {
        return process.exit();
    }

    /** Asks it to stop (SIGTERM); does not wait. */
    public void terminate() {
        process.terminate();
    }

    /** Kills it (SIGKILL) and waits. */
    public void kill() {
        process.kill();
    }

    /**
     * Waits for its end. Blocks.
     *
     * @param limit how long at most
     * @return the exit code
     * @throws IllegalStateException if it still runs then
     */
    public int awaitExit(Duration limit) {
        return process.awaitExit(limit);
    }

    /** SIGTERM, and SIGKILL after 60 s; returns when it has ended. */
    @Override
    public void close() {
        process.end();
    }
}
