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
 * DynamoDB Local, Amazon's own emulator, in a process and on a class path of its own, for its libraries are not ours. It
 * keeps everything in memory and listens on every address of the machine: it knows no other way. To be used by one
 * thread at a time.
 */
public final class DynamoDbLocal extends LocalService {
    private static final String MAIN = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** It has nothing to save. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final JavaLibraries libraries;

    /**
     * One that is not started yet. Blocks; the first time its libraries are fetched.
     *
     * @param port 1-65535
     * @param log  file that takes its output
     * @throws MissingServiceException if the libraries cannot be fetched
     */
    public DynamoDbLocal(int port, Path log) {
        super("--dynamodb-port", port, log);
        this.libraries = JavaLibraries.of("dynamodb-local");
    }

    /**
     * Starts one on a free port, which logs to the checkout's target folder. Blocks until it answers.
     *
     * @return without any table
     * @throws MissingServiceException if it does not run here
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

    /** It listens when it can answer. */
    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Where it listens, whether it runs or not.
     *
     * @return http://127.0.0.1:PORT
     */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }
}
