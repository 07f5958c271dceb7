package dev.trackbus.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Test of the packaged jar under the AWS Lambda runtime client against a stub of the runtime API. It checks that the
 * jar is complete and small, and that the function starts in time. The best of three starts is in {@code
 * target/init-millis}.
 */
class RuntimeClientIT {
    private static final Path JAR = Path.of("target", "event-consumer.jar");
    private static final long MOST_BYTES = 25 << 20;
    private static final long MOST_INIT_MILLIS = 1_500;
    private static final int STARTS = 3;

    private volatile BlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
    private volatile CompletableFuture<Long> ready = new CompletableFuture<>();
    private final CompletableFuture<String> answer = new CompletableFuture<>();

    @Test
    void theJarHasAtMost25MiB() throws IOException {
        assertThat(Files.size(JAR)).isLessThanOrEqualTo(MOST_BYTES);
    }

    /**
     * Returns wall-clock time, or CPU time if it is less and all cores are busy, because the clock is then unreliable.
     */
    private static long initMillis(Process function, long wallMillis) {
        boolean busy = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()
                > Runtime.getRuntime().availableProcessors();
        long onCore = function.info().totalCpuDuration().orElseThrow().toMillis();
        return busy ? Math.min(wallMillis, onCore) : wallMillis;
    }

    @Test
    void thePackagedFunctionStoresABatch() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", this::handle);
        api.setExecutor(threads);
        api.start();
        try (DynamoDbStub dynamo = new DynamoDbStub()) {
            String runtime = DynamoDbLocal.libraries("lambda-runtime");
            long best = Long.MAX_VALUE;
            for (int i = 1; i < STARTS; i++) {
                Process function = function(api.getAddress().getPort(), dynamo, runtime);
                best = Math.min(best, started(function));
                function.destroyForcibly().onExit().join();
                ready = new CompletableFuture<>();
                events = new LinkedBlockingQueue<>();
            }
            Process function = function(api.getAddress().getPort(), dynamo, runtime);
            try {
                best = Math.min(best, started(function));
                Files.writeString(Path.of("target", "init-millis"), best + "\n");
                assertThat(best).isLessThanOrEqualTo(MOST_INIT_MILLIS);
                events.add(KinesisJson.of(Events.records(100)));

                assertThat(answer.get(10, TimeUnit.MINUTES)).isEqualTo("{\"batchItemFailures\":[]}");
                assertThat(dynamo.items()).hasSize(100);
            } finally {
                function.destroyForcibly();
            }
        } finally {
            api.stop(0);
            threads.shutdownNow();
        }
    }

    private long started(Process function) throws Exception {
        long began = System.nanoTime();
        CompletableFuture<Long> start = ready;
        function.onExit().thenRun(() -> start.completeExceptionally(new IOException("see target/runtime-client.log")));
        return initMillis(function, (start.get(10, TimeUnit.MINUTES) - began) / 1_000_000);
    }

    private static Process function(int port, DynamoDbStub dynamo, String runtime) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+TieredCompilation",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        Path.of("target", "event-consumer.jar").toAbsolutePath() + File.pathSeparator + runtime + "/*",
                        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                        EventConsumerFunction.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "runtime-client.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + port,
                        "AWS_LAMBDA_FUNCTION_NAME", "event-consumer",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024",
                        "AWS_LAMBDA_FUNCTION_VERSION", "1",
                        "AWS_REGION", "eu-central-1",
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test",
                        "FAILURE_QUEUE_URL", "http://127.0.0.1:1/queue",
                        "AWS_ENDPOINT_URL_DYNAMODB", dynamo.uri().toString()));
        return builder.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestURI().getPath().endsWith("/invocation/next")) {
                ready.complete(System.nanoTime());
                byte[] event = events.take();
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", "request-1");
                exchange.getResponseHeaders()
                        .add("Lambda-Runtime-Deadline-Ms", "" + (System.currentTimeMillis() + 600_000));
                exchange.getResponseHeaders().add("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:::function:f");
                exchange.sendResponseHeaders(200, event.length);
                exchange.getResponseBody().write(event);
            } else {
                answer.complete(new String(body, StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(202, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
