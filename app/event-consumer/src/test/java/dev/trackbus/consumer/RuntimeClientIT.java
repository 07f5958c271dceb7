package dev.trackbus.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
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
 * The packaged jar under AWS' own runtime client, whose API is a stub: the handler is found, all that it needs is in the
 * jar. How long the start took is written to {@code target/init-millis}.
 */
class RuntimeClientIT {
    private final BlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Long> ready = new CompletableFuture<>();
    private final CompletableFuture<String> answer = new CompletableFuture<>();

    @Test
    void thePackagedFunctionStoresABatch() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", this::handle);
        api.setExecutor(threads);
        api.start();
        try (ScriptedDynamo dynamo = new ScriptedDynamo()) {
            long began = System.nanoTime();
            Process function = function(api.getAddress().getPort(), dynamo);
            try {
                long millis = (ready.get(60, TimeUnit.SECONDS) - began) / 1_000_000;
                Files.writeString(Path.of("target", "init-millis"), millis + "\n");
                events.add(KinesisJson.of(Events.records(100)));

                assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo("{\"batchItemFailures\":[]}");
                assertThat(dynamo.items()).hasSize(100);
            } finally {
                function.destroyForcibly();
            }
        } finally {
            api.stop(0);
            threads.shutdownNow();
        }
    }

    private static Process function(int port, ScriptedDynamo dynamo) throws IOException {
        String runtime = DynamoDbLocal.libraries("lambda-runtime");
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
                        .add("Lambda-Runtime-Deadline-Ms", "" + (System.currentTimeMillis() + 120_000));
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
