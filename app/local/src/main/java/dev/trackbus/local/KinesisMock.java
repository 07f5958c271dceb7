package dev.trackbus.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * kinesis-mock, a Kinesis emulator in Node, with the streams EventStream (two shards) and CoreDataStream (one). It
 * listens on every address of the machine: it knows no other way. Stopped and started again it has the same ports and
 * the streams anew, empty. To be used by one thread at a time.
 */
public final class KinesisMock implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** It has nothing to save, and in order it would wait for each client to hang up. */
    private static final Duration GRACE = Duration.ofMillis(300);

    private final int port;
    private final int tlsPort;
    private final Path log;
    private final ChildProcess.Command command;
    private final KinesisEndpoint endpoint;
    private ChildProcess process;

    /**
     * One that is not started yet; its TLS port, which nothing of ours uses, is a free one.
     *
     * @param port 1-65535, plain HTTP
     * @param log  file that takes its output
     * @throws MissingServiceException if Node or the npm package is missing
     */
    public KinesisMock(int port, Path log) {
        this.port = port;
        this.tlsPort = Port.free();
        this.log = log;
        this.endpoint = KinesisEndpoint.local(port);
        String node = SearchPath.of(System.getenv()).node().toString();
        Path folder = Checkout.find().kinesisMock();
        this.command = new ChildProcess.Command("kinesis-mock", List.of(node, "main.js"), folder, environment());
    }

    private Map<String, String> environment() {
        String streams = KinesisEndpoint.STREAMS.entrySet().stream()
                .map(stream -> stream.getKey() + ":" + stream.getValue())
                .collect(Collectors.joining(","));
        return Map.of(
                "KINESIS_MOCK_PLAIN_PORT",
                Integer.toString(port),
                "KINESIS_MOCK_TLS_PORT",
                Integer.toString(tlsPort),
                "AWS_REGION",
                endpoint.region(),
                "INITIALIZE_STREAMS",
                streams,
                "CREATE_STREAM_DURATION",
                "1ms",
                "LOG_LEVEL",
                "WARN");
    }

    /**
     * Starts one on a free port, which logs to the checkout's target folder. Blocks until its streams take records.
     *
     * @return ready for records
     * @throws MissingServiceException if it does not run here
     */
    public static KinesisMock started() {
        int port = Port.free();
        KinesisMock kinesis = new KinesisMock(port, Checkout.find().run().resolve("kinesis-" + port + ".log"));
        kinesis.start();
        return kinesis;
    }

    /**
     * Starts it, empty. Blocks until its streams take records, 60 s at most.
     *
     * @throws MissingServiceException if the port is taken, or it does not run here
     */
    public void start() {
        Port.requireFree(port, "--kinesis-port");
        process = ChildProcess.start(command, log, GRACE);
        process.awaitReady(
                START_LIMIT,
                () -> HttpProbe.isOk(endpoint.uri().resolve("/healthcheck")) && endpoint.streamsAreActive());
    }

    /** Ends it in order (SIGTERM) and waits; without effect where it does not run. */
    public void stop() {
        if (process != null) {
            process.end();
        }
    }

    /** Kills it (SIGKILL) and waits; without effect where it does not run. */
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /**
     * Where it listens, and how it is spoken to, whether it runs or not.
     *
     * @return plain HTTP on 127.0.0.1
     */
    public KinesisEndpoint endpoint() {
        return endpoint;
    }

    /**
     * A client of it.
     *
     * @return for any thread; to be closed by the caller
     */
    public KinesisClient client() {
        return endpoint.client();
    }

    /**
     * The process that runs, or ran last.
     *
     * @return its id
     * @throws IllegalStateException if it was never started
     */
    public long pid() {
        if (process == null) {
            throw new IllegalStateException("kinesis-mock was never started");
        }
        return process.pid();
    }

    /** The same as {@link #stop()}. */
    @Override
    public void close() {
        stop();
    }
}
