package dev.trackbus.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Child process of the packaged service ({@code java -jar trackbus.jar}), which tests can terminate and kill. It
 * inherits only the environment variables that a JVM needs, and no setting.
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
     * Starts the service without waiting until it is ready.
     *
     * @param jar         path of trackbus.jar
     * @param environment its settings, including HTTP_PORT; may include JAVA_TOOL_OPTIONS for its JVM
     * @param log         file for its output
     * @return the process, not ready yet
     * @throws MissingServiceException if the process does not start
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
     * Waits until {@code /health/ready} returns 200. Blocks.
     *
     * @param limit timeout; when it expires, the process is stopped
     * @return this
     * @throws MissingServiceException if the process exits before, or the timeout expires
     */
    public TrackbusProcess awaitReady(Duration limit) {
        process.awaitReady(limit, () -> HttpProbe.isOk(uri.resolve("/health/ready")));
        return this;
    }

    /**
     * Returns the address of the tracking API.
     *
     * @return http://127.0.0.1:PORT
     */
    public URI uri() {
        return uri;
    }

    /**
     * Returns the process id.
     *
     * @return the process id
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Returns the file with the output of the process.
     *
     * @return the log file
     */
    public Path log() {
        return process.log();
    }

    /**
     * Returns a future that completes when the process exits, for any reason.
     *
     * @return future of the exit code, completed on any thread
     */
    public CompletableFuture<Integer> exit() {
        return process.exit();
    }

    /** Sends SIGTERM. Does not wait. */
    public void terminate() {
        process.terminate();
    }

    /** Sends SIGKILL and waits for the exit. */
    public void kill() {
        process.kill();
    }

    /**
     * Waits for the exit. Blocks.
     *
     * @param limit timeout
     * @return the exit code
     * @throws IllegalStateException if the timeout expires
     */
    public int awaitExit(Duration limit) {
        return process.awaitExit(limit);
    }

    /** Stops the process: SIGTERM, then SIGKILL after 60 s. Blocks until it has exited. */
    @Override
    public void close() {
        process.end();
    }
}
