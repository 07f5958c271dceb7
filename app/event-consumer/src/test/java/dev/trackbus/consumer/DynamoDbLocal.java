package dev.trackbus.consumer;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Process of DynamoDB Local with the events table, on its own class path. */
final class DynamoDbLocal implements AutoCloseable {
    private static final Path LIBRARIES = Path.of("..", "..", "infra", "local", "libraries");
    private static final Duration START = Duration.ofMinutes(2);

    private final Process process;
    private final URI uri;
    private final DynamoDbClient client;

    private DynamoDbLocal(Process process, int port) {
        this.process = process;
        this.uri = URI.create("http://127.0.0.1:" + port);
        this.client = Clients.of(uri);
    }

    /**
     * Starts the process and creates its table. Blocks until both are ready. The first start downloads its libraries.
     */
    static DynamoDbLocal start() throws IOException {
        Path folder = Path.of(libraries("dynamodb-local"));
        int port = freePort();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        folder + File.separator + "*",
                        "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
                        "-inMemory",
                        "-sharedDb",
                        "-disableTelemetry",
                        "-port",
                        Integer.toString(port))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "dynamodb-" + port + ".log")
                        .toAbsolutePath()
                        .toFile())
                .start();
        DynamoDbLocal local = new DynamoDbLocal(process, port);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Awaitility.await()
                .atMost(START)
                .ignoreExceptionsInstanceOf(SdkException.class)
                .until(local::hasTable);
        return local;
    }

    /** Returns the folder into which {@code infra/local/libraries NAME} installs libraries. */
    static String libraries(String name) throws IOException {
        Process script = new ProcessBuilder(LIBRARIES.toString(), name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean hasTable() {
        if (!process.isAlive()) {
            throw new IllegalStateException("DynamoDB Local has exited, see target/dynamodb-" + uri.getPort() + ".log");
        }
        if (client.listTables().tableNames().isEmpty()) {
            client.createTable(TableDefinition.create("events"));
            client.updateTimeToLive(TableDefinition.timeToLive("events"));
        }
        return true;
    }

    URI uri() {
        return uri;
    }

    DynamoDbClient client() {
        return client;
    }

    /** Returns the CPU time of the process so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        client.close();
        process.destroyForcibly().onExit().join();
    }
}
