package dev.trackbus.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Process of DynamoDB Local, Amazon's emulator. It has its own class path, because its libraries conflict with ours. It
 * keeps all data in memory and always listens on all addresses of the machine. For one thread at a time.
 */
public final class DynamoDbLocal extends LocalService {
    private static final String MAIN = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** Short, because it has no data to save. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final JavaLibraries libraries;

    /**
     * Creates a DynamoDB Local without starting it. Blocks while the first use on a machine downloads its libraries.
     *
     * @param port 1-65535
     * @param log  file for its output
     * @throws MissingServiceException if the download fails
     */
    public DynamoDbLocal(int port, Path log) {
        super("--dynamodb-port", port, log);
        this.libraries = JavaLibraries.of("dynamodb-local");
    }

    /**
     * Starts a DynamoDB Local on a free port, with its log in the checkout's target folder. Blocks until it is ready.
     *
     * @return DynamoDB Local without tables
     * @throws MissingServiceException if it does not start
     */
    public static DynamoDbLocal started() {
        int port = Port.free();
        DynamoDbLocal dynamo = new DynamoDbLocal(port, Checkout.find().run().resolve("dynamodb-" + port + ".log"));
        dynamo.start();
        return dynamo;
    }

    @Override
    public void start() {
        List<String> words = List.of(
                ChildProcess.java(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                libraries.classPath(),
                MAIN,
                "-inMemory",
                "-sharedDb",
                "-disableTelemetry",
                "-port",
                Integer.toString(port()));
        start(
                new ChildProcess.Command("DynamoDB Local", words, libraries.folder(), Map.of()),
                GRACE,
                START_LIMIT,
                this::listens);
    }

    /** Returns whether it accepts connections. It listens only when it is ready. */
    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Returns its address, whether it runs or not.
     *
     * @return http://127.0.0.1:PORT
     */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }
}
