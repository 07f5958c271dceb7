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

/** The service in a process of its own, with a client of it. */
final class ServiceUnderTest implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final TrackbusProcess process;
    private final int httpPort;
    private final Client management;
    private final Client client;

    private ServiceUnderTest(TrackbusProcess process, int httpPort, int managementPort) {
        this.process = process;
        this.httpPort = httpPort;
        this.management = Client.of(vertx, managementPort, 1);
        this.client = Client.of(vertx, httpPort, 1);
    }

    /** What one on free ports is set to, to be changed at will. */
    static Map<String, String> settings(int redisPort, KinesisEndpoint kinesis) {
        Path journal = Checkout.find().run().resolve("journal-" + UUID.randomUUID());
        return new ServiceSettings(Port.free(), Port.free(), redisPort, kinesis, journal).environment();
    }

    /** Starts one and does not wait. */
    static ServiceUnderTest start(Map<String, String> settings) {
        Checkout checkout = Checkout.find();
        Path log = checkout.run().resolve("service-" + settings.get("HTTP_PORT") + ".log");
        return new ServiceUnderTest(
                TrackbusProcess.start(checkout.trackbusJar(), settings, log),
                Integer.parseInt(settings.get("HTTP_PORT")),
                Integer.parseInt(settings.get("MANAGEMENT_PORT")));
    }

    /** Until it serves, whether its neighbours are well or not. */
    ServiceUnderTest awaitReady() {
        process.awaitReady(START_LIMIT);
        return this;
    }

    /** Until it serves and its neighbours are well. */
    ServiceUnderTest awaitUp() {
        awaitReady();
        awaitStatus("up");
        return this;
    }

    void awaitStatus(String status) {
        soon().until(() -> health().json().getString("status"), status::equals);
    }

    Answer health() {
        return client.get("/health/ready");
    }

    TrackbusProcess process() {
        return process;
    }

    Client client() {
        return client;
    }

    Vertx vertx() {
        return vertx;
    }

    int httpPort() {
        return httpPort;
    }

    Answer metrics() {
        return management.get("/metrics");
    }

    /**
     * A meter's value.
     *
     * @param name with its tags, or without any for the sum over all of them
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

    static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
    }

    @Override
    public void close() {
        Client.await(vertx.close());
        process.close();
    }
}
