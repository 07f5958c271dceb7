package dev.trackbus.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.trackbus.tracker.settings.TrackerConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementServerTest {
    private final Vertx vertx = Vertx.vertx();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private int listen(Duration idleTimeout) throws Exception {
        return await(
                new ManagementServer(vertx, meters, idleTimeout).listen(new TrackerConfig.Management("127.0.0.1", 0)));
    }

    @Test
    void showsTheMetersAndNothingElse() throws Exception {
        meters.counter("tried").increment();
        int port = listen(Duration.ofSeconds(10));

        assertThat(get(port, "/metrics").statusCode()).isEqualTo(200);
        assertThat(get(port, "/metrics").body()).contains("tried_total 1.0");
        assertThat(get(port, "/").statusCode()).isEqualTo(404);
    }

    @Test
    void answersInHttp11WhereAClientOffersToChange() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            meters.counter("tried", "case", String.valueOf(i)).increment();
        }

        HttpResponse<String> answer = get(listen(Duration.ofSeconds(10)), "/metrics");

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(answer.body()).contains("tried_total{case=\"999\"} 1.0");
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /metrics HT", "GET /metrics HTTP/1.1\r\nHost: t\r\n\r\n"})
    void closesAConnectionOnWhichNothingMoves(String sent) throws Exception {
        int port = listen(Duration.ofMillis(300));
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), port)) {
            silent.setSoTimeout(10_000);
            silent.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));

            assertThatCode(() -> silent.getInputStream().readAllBytes()).doesNotThrowAnyException();
        }
    }

    @Test
    void closesConnectionsBeyondItsBound() throws Exception {
        int port = listen(Duration.ofSeconds(60));
        List<Socket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < ManagementServer.MAX_CONNECTIONS; i++) {
                clients.add(new Socket(InetAddress.getLoopbackAddress(), port));
                assertThat(statusLine(clients.get(i), "/metrics")).endsWith("200 OK");
            }
            Socket surplus = new Socket(InetAddress.getLoopbackAddress(), port);
            clients.add(surplus);
            surplus.setSoTimeout(10_000);
            assertThat(surplus.getInputStream().read()).isNegative();
        } finally {
            for (Socket each : clients) {
                each.close();
            }
        }
        Awaitility.await().ignoreExceptions().until(() -> get(port, "/metrics").statusCode() == 200);
    }

    @Test
    void readsThePathOfATargetInAbsoluteForm() throws Exception {
        int port = listen(Duration.ofSeconds(60));
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(statusLine(client, "http://t/metrics")).endsWith("200 OK");
        }
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(statusLine(client, "http://t?x=/metrics")).endsWith("404 Not Found");
        }
    }

    @Test
    void answersHaveADate() throws Exception {
        int port = listen(Duration.ofSeconds(10));

        assertThat(get(port, "/metrics").headers().firstValue("date"))
                .get(STRING)
                .endsWith(" GMT");
        assertThat(get(port, "/").headers().firstValue("date")).isPresent();
    }

    private static String statusLine(Socket client, String target) throws IOException {
        client.setSoTimeout(10_000);
        client.getOutputStream()
                .write(("GET " + target + " HTTP/1.1\r\nHost: t\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        StringBuilder line = new StringBuilder();
        for (int next = client.getInputStream().read();
                next >= 0 && next != '\r';
                next = client.getInputStream().read()) {
            line.append((char) next);
        }
        return line.toString();
    }
}
