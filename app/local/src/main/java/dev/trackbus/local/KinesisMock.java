package dev.trackbus.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Process of kinesis-mock, a Kinesis emulator in Node, with the streams EventStream (two shards) and CoreDataStream
 * (one). It always listens on all addresses of the machine. A restart keeps the ports and empties the streams. For one
 * thread at a time.
 */
public final class KinesisMock extends LocalService {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** Short, because it has no data to save and would wait until each client disconnects. */
    private static final Duration GRACE = Duration.ofMillis(300);

    private final ChildProcess.Command command;
    private final KinesisEndpoint endpoint;

    /**
     * Creates a kinesis-mock without starting it. Its unused TLS port is a free one.
     *
     * @param port port for plain HTTP, 1-65535
     * @param log  file for its output
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
     * Starts a kinesis-mock on a free port, with its log in the checkout's target folder. Blocks until its streams are
     * active.
     *
     * @return kinesis-mock, ready for records
     * @throws MissingServiceException if it does not start
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
     * Returns its endpoint, whether it runs or not.
     *
     * @return endpoint with plain HTTP on 127.0.0.1
     */
    public KinesisEndpoint endpoint() {
        return endpoint;
    }

    /**
     * Creates a Kinesis client.
     *
     * @return thread-safe client; the caller closes it
     */
    public KinesisClient client() {
        return endpoint.client();
    }
}
