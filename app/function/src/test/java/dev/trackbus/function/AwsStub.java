package dev.trackbus.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Stub of an AWS service with the JSON protocol, on a port that the operating system chooses. */
final class AwsStub implements AutoCloseable {
    private final HttpServer server;

    record Answer(int status, String json) {}

    interface Service {
        Answer answer(JsonNode request) throws IOException;
    }

    AwsStub(Service service) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> serve(exchange, service));
        server.start();
    }

    private static void serve(HttpExchange exchange, Service service) throws IOException {
        try (exchange) {
            Answer answer = service.answer(new JsonMapper().readTree(exchange.getRequestBody()));
            byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    SqsClient sqs() {
        return sqs(url(), Duration.ofSeconds(30));
    }

    static SqsClient sqs(String url, Duration callTime) {
        return AwsClients.build(local(SqsClient.builder(), url), callTime);
    }

    SecretsManagerClient secretsManager() {
        return AwsClients.build(local(SecretsManagerClient.builder(), url()), Duration.ofSeconds(30));
    }

    private static <B extends AwsClientBuilder<B, ?>> B local(B builder, String url) {
        return builder.endpointOverride(URI.create(url))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
