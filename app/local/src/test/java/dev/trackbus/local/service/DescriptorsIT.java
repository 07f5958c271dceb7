package dev.trackbus.local.service;

import static dev.trackbus.local.service.ServiceUnderTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.local.Checkout;
import dev.trackbus.local.ChildProcess;
import dev.trackbus.local.KinesisMock;
import dev.trackbus.local.LocalRedis;
import dev.trackbus.local.StreamReader;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Test of a service with a limit of 256 open files and clients that open more connections on both ports. */
class DescriptorsIT {
    private static final String COMMAND = "ulimit -n 256 && exec \"$0\" -jar \"$1\"";
    private static final int FLOOD_OF_A_PORT = 200;
    private static final String REFUSED = "trackbus_http_connections_refused_total ";

    private final LocalRedis redis = LocalRedis.started();
    private final KinesisMock kinesis = KinesisMock.started();
    private final ReceivedEvents events = new ReceivedEvents();
    private final StreamReader reader =
            StreamReader.follow(kinesis.endpoint(), "EventStream", ShardIteratorType.TRIM_HORIZON, events::add);
    private final Vertx vertx = Vertx.vertx();
    private final List<Socket> flood = new ArrayList<>();
    private final Map<String, String> settings = ServiceUnderTest.settings(redis.port(), kinesis.endpoint());
    private ChildProcess service;
    private TrackingClient client;
    private TrackingClient management;

    @BeforeEach
    void start() {
        ProgramStore core = new ProgramStore(redis.port());
        List.of("during", "after").forEach(id -> core.write(ProgramStore.program(id)));
        service = ChildProcess.start(command(), log(), Duration.ofSeconds(60));
        client = TrackingClient.of(vertx, port("HTTP_PORT"), 1);
        management = TrackingClient.of(vertx, port("MANAGEMENT_PORT"), 1);
        eventually()
                .ignoreExceptions()
                .until(() ->
                        client.get("/health/ready").json().getString("status").equals("up"));
    }

    private ChildProcess.Command command() {
        Checkout checkout = Checkout.find();
        List<String> words = List.of(
                "bash",
                "-c",
                COMMAND,
                ChildProcess.java(),
                checkout.trackbusJar().toString());
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("PATH", System.getenv("PATH"));
        return new ChildProcess.Command("Trackbus with few descriptors", words, checkout.run(), environment);
    }

    private Path log() {
        return Checkout.find().run().resolve("service-" + settings.get("HTTP_PORT") + ".log");
    }

    private int port(String setting) {
        return Integer.parseInt(settings.get(setting));
    }

    @AfterEach
    void stop() throws IOException {
        release();
        TrackingClient.await(vertx.close());
        service.end();
        reader.close();
        kinesis.close();
        redis.close();
    }

    private void fill(int port) throws IOException {
        for (int i = 0; i < FLOOD_OF_A_PORT; i++) {
            flood.add(new Socket(InetAddress.getLoopbackAddress(), port));
        }
    }

    private void release() throws IOException {
        for (Socket each : flood) {
            each.close();
        }
    }

    /** The first event needs a connection to Kinesis, so clients must leave a descriptor for it. */
    @Test
    void clientsLeaveDescriptorsForJournalAndSenders() throws IOException {
        management.get("/metrics");
        fill(port("HTTP_PORT"));
        fill(port("MANAGEMENT_PORT"));
        eventually().until(() -> rejected() >= 2 * FLOOD_OF_A_PORT - 128);

        assertThat(client.get("/event/during").status()).isEqualTo(200);
        events.await("during");

        release();
        eventually().ignoreExceptions().until(() -> anotherClientGets("/event/after") == 200);
        events.await("after");
    }

    private double rejected() {
        return management
                .get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(REFUSED))
                .mapToDouble(line -> Double.parseDouble(line.substring(REFUSED.length())))
                .findFirst()
                .orElse(0);
    }

    private int anotherClientGets(String target) {
        return TrackingClient.of(vertx, port("HTTP_PORT"), 1).get(target).status();
    }
}
