package dev.trackbus.local.service;

import static dev.trackbus.local.service.ServiceUnderTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.local.Checkout;
import dev.trackbus.local.KinesisEndpoint;
import dev.trackbus.local.KinesisMock;
import dev.trackbus.local.LocalRedis;
import dev.trackbus.local.Port;
import dev.trackbus.local.StreamReader;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Test of the start of the service without its dependencies, with invalid settings and with a port in use. */
class StartIT {
    private static final int UNAVAILABLE = 69;
    private static final int WRONG_SETTINGS = 78;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static Path log(String name) {
        return Checkout.find().run().resolve(name + "-" + Port.free() + ".log");
    }

    private static Map<String, String> settingsWithoutNeighbours() {
        return ServiceUnderTest.settings(Port.free(), KinesisEndpoint.local(Port.free()));
    }

    @Test
    void startsWithoutItsDependenciesAndRecovers() {
        try (LocalRedis redis = new LocalRedis(Port.free(), log("redis"));
                KinesisMock kinesis = new KinesisMock(Port.free(), log("kinesis"));
                ServiceUnderTest service =
                        ServiceUnderTest.start(ServiceUnderTest.settings(redis.port(), kinesis.endpoint()))) {
            service.awaitReady().awaitStatus("degraded");
            eventually().until(() -> unhealthy(service).equals(Set.of("redis")));
            redis.start();
            new ProgramStore(redis.port()).write(ProgramStore.program("1"));
            service.awaitStatus("up");
            String messageId = service.client().get("/event/1").messageId();
            eventually().until(() -> unhealthy(service).equals(Set.of("kinesis")));
            kinesis.start();
            service.awaitStatus("up");
            assertArrives(messageId, kinesis);
        }
    }

    private static Set<String> unhealthy(ServiceUnderTest service) {
        return service.health()
                .json()
                .getJsonObject("details", new JsonObject())
                .fieldNames();
    }

    private static void assertArrives(String messageId, KinesisMock kinesis) {
        ReceivedEvents events = new ReceivedEvents();
        StreamReader reader =
                StreamReader.follow(kinesis.endpoint(), "EventStream", ShardIteratorType.TRIM_HORIZON, events::add);
        try {
            assertThat(events.await("1").getMessageId()).isEqualTo(messageId);
        } finally {
            reader.close();
        }
    }

    @Test
    void reportsAllInvalidSettingsTogether() {
        Map<String, String> settings = settingsWithoutNeighbours();
        settings.putAll(Map.of("REDIS_PORT", "0", "SENDERS", "33", "STOP_GRACE", "eventually"));
        settings.remove("AWS_REGION");
        try (ServiceUnderTest service = ServiceUnderTest.start(settings)) {
            assertThat(service.process().awaitExit(LIMIT)).isEqualTo(WRONG_SETTINGS);
            assertThat(String.join("\n", service.log()))
                    .contains("REDIS_PORT", "SENDERS", "STOP_GRACE", "AWS_REGION")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aPortThatIsTakenEndsTheStart() throws IOException {
        assertEndsWhereThePortIsTaken("HTTP_PORT");
    }

    @Test
    void aManagementPortThatIsTakenEndsTheStart() throws IOException {
        assertEndsWhereThePortIsTaken("MANAGEMENT_PORT");
    }

    private static void assertEndsWhereThePortIsTaken(String setting) throws IOException {
        Map<String, String> settings = settingsWithoutNeighbours();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings.put(setting, Integer.toString(taken.getLocalPort()));
            try (ServiceUnderTest service = ServiceUnderTest.start(settings)) {
                assertThat(service.process().awaitExit(LIMIT)).isEqualTo(UNAVAILABLE);
                assertThat(String.join("\n", service.log()))
                        .contains("port " + taken.getLocalPort() + " on 127.0.0.1 is taken", "set " + setting)
                        .doesNotContain("\tat ");
            }
        }
    }
}
