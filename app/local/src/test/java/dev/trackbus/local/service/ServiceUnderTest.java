package dev.trackbus.local.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trackbus.local.Checkout;
import dev.trackbus.local.KinesisEndpoint;
import dev.trackbus.local.Port;
import dev.trackbus.local.ServiceSettings;
import dev.trackbus.local.TrackbusProcess;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;

/** Service in a child process, with an HTTP client. */
final class ServiceUnderTest implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final TrackbusProcess process;
    private final int httpPort;
    private final TrackingClient management;
    private final TrackingClient client;

    private ServiceUnderTest(TrackbusProcess process, int httpPort, int managementPort) {
        this.process = process;
        this.httpPort = httpPort;
        this.management = TrackingClient.of(vertx, managementPort, 1);
        this.client = TrackingClient.of(vertx, httpPort, 1);
    }

    /** Returns modifiable settings of a service on free ports. */
    static Map<String, String> settings(int redisPort, KinesisEndpoint kinesis) {
        Path journal = Checkout.find().run().resolve("journal-" + UUID.randomUUID());
        return new ServiceSettings(Port.free(), Port.free(), redisPort, kinesis, journal).environment();
    }

    /** Starts a service without waiting. */
    static ServiceUnderTest start(Map<String, String> settings) {
        Checkout checkout = Checkout.find();
        Path log = checkout.run().resolve("service-" + settings.get("HTTP_PORT") + ".log");
        return new ServiceUnderTest(
                TrackbusProcess.start(checkout.trackbusJar(), settings, log),
                Integer.parseInt(settings.get("HTTP_PORT")),
                Integer.parseInt(settings.get("MANAGEMENT_PORT")));
    }

    /** Waits until it serves requests, even if its dependencies are unhealthy. */
    ServiceUnderTest awaitReady() {
        process.awaitReady(START_LIMIT);
        return this;
    }

    /** Waits until it serves requests and its dependencies are healthy. */
    ServiceUnderTest awaitUp() {
        awaitReady();
        awaitStatus("up");
        return this;
    }

    void awaitStatus(String status) {
        eventually().until(() -> health().json().getString("status"), status::equals);
    }

    Response health() {
        return client.get("/health/ready");
    }

    TrackbusProcess process() {
        return process;
    }

    TrackingClient client() {
        return client;
    }

    Vertx vertx() {
        return vertx;
    }

    int httpPort() {
        return httpPort;
    }

    Response metrics() {
        return management.get("/metrics");
    }

    /**
     * Returns the value of a metric.
     *
     * @param name name with tags, or without tags for the sum over all tags
     */
    double metric(String name) {
        List<String> lines = metrics()
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .toList();
        assertThat(lines).describedAs(name).isNotEmpty();
        return lines.stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    List<String> log() {
        try {
            return Files.readAllLines(process.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
    }

    @Override
    public void close() {
        TrackingClient.await(vertx.close());
        process.close();
    }
}
