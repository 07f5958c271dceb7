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
public final class KinesisMock extends LocalService {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** It has nothing to save, and in order it would wait for each client to hang up. */
    private static final Duration GRACE = Duration.ofMillis(300);

    private final ChildProcess.Command command;
    private final KinesisEndpoint endpoint;

    /**
     * One that is not started yet; its TLS port, which nothing of ours uses, is a free one.
     *
     * @param port 1-65535, plain HTTP
     * @param log  file that takes its output
     * @throws MissingServiceException if Node or the npm package is missing
     */
    public KinesisMock(int port, Path log) {
        super("--kinesis-port", port, log);
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
                Integer.toString(port()),
                "KINESIS_MOCK_TLS_PORT",
                Integer.toString(Port.free()),
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

    @Override
    public void start() {
        start(
                command,
                GRACE,
                START_LIMIT,
                () -> HttpProbe.isOk(endpoint.uri().resolve("/healthcheck")) && endpoint.streamsAreActive());
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
}
