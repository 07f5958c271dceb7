package dev.trackbus.local.service;

import static dev.trackbus.local.service.ProgramStore.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.local.KinesisMock;
import dev.trackbus.local.LocalRedis;
import dev.trackbus.redis.fault.FaultProxy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Test of program updates during a read, or while the service is disconnected from Redis. */
class PushRacesIT {
    /** Bandwidth at which a read request takes about 5 ms, and its response of more than 1 KB about 120 ms. */
    private static final long SLOW = 10_000;

    private static Vertx vertx;
    private static LocalRedis redis;
    private static KinesisMock kinesis;
    private static FaultProxy proxy;
    private static ServiceUnderTest service;
    private static ProgramStore core;

    private final String id = "race-" + UUID.randomUUID();
    private final Map<String, String> program =
            with(with(ProgramStore.program(id), "version", "10"), "customerName", "x".repeat(1_020));

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        redis = LocalRedis.started();
        kinesis = KinesisMock.started();
        proxy = TrackingClient.await(FaultProxy.start(vertx, "127.0.0.1", redis.port()));
        service = ServiceUnderTest.start(ServiceUnderTest.settings(proxy.port(), kinesis.endpoint()))
                .awaitUp();
        core = new ProgramStore(redis.port());
        core.write(ProgramStore.program("another"));
        service.client().get("/event/warm");
    }

    @AfterAll
    static void stop() {
        service.close();
        TrackingClient.await(vertx.close());
        kinesis.close();
        redis.close();
    }

    @AfterEach
    void resetFaults() {
        reconnect();
    }

    private String name() {
        return nameIn(service.client().get("/event/" + id));
    }

    private static String nameIn(Response response) {
        return response.json().getString("programName");
    }

    /**
     * Sends a request whose response from Redis is still in transit. The push must win whichever arrives first at the
     * service. The tests of the cache cover both orders.
     */
    private Future<Response> askWithHeldRead() {
        long before = core.reads();
        proxy.throttle(SLOW);
        Future<Response> response = service.client().sendAsync(Request.get("/event/" + id));
        Awaitility.await().pollInterval(Duration.ofMillis(2)).until(() -> core.reads() > before);
        proxy.pass();
        return response;
    }

    private void change(String name) {
        Map<String, String> changed = with(with(program, "programName", name), "version", "11");
        core.write(changed);
        core.push(changed);
    }

    @Test
    void anUpdateDuringAReadOfAnOlderVersionWins() {
        core.write(program);
        Future<Response> held = askWithHeldRead();
        change("Pushed");
        assertThat(TrackingClient.await(held).status()).isEqualTo(200);
        Awaitility.await().until(() -> name().equals("Pushed"));
    }

    @Test
    void aDeletionDuringAReadWins() {
        core.write(program);
        Future<Response> held = askWithHeldRead();
        Map<String, String> tombstone = Map.of("programId", id, "version", "11", "deleted", "true");
        core.write(tombstone);
        core.push(tombstone);
        assertThat(TrackingClient.await(held).status()).isIn(200, 404);
        Awaitility.await().until(() -> service.client().get("/event/" + id).status() == 404);
    }

    @Test
    void aChangeWithoutVersionDuringAReadCausesAnotherRead() {
        core.write(program);
        Future<Response> held = askWithHeldRead();
        Map<String, String> changed = with(program, "programName", "Changed");
        changed.remove("version");
        core.write(changed);
        core.push(changed);
        assertThat(TrackingClient.await(held).status()).isEqualTo(200);
        Awaitility.await().until(() -> name().equals("Changed"));
    }

    private void cutOff() {
        proxy.refuse();
        proxy.cut();
        service.awaitStatus("degraded");
    }

    private void reconnect() {
        proxy.pass();
        service.awaitStatus("up");
    }

    @Test
    void aChangeDuringADisconnectIsServedAfterwards() {
        core.write(program);
        assertThat(name()).isEqualTo("Name of " + id);
        cutOff();
        change("Missed");
        assertThat(name()).describedAs("while it is cut off").isEqualTo("Name of " + id);
        reconnect();
        assertThat(name()).isEqualTo("Missed");
    }

    @Test
    void aDeletionDuringADisconnectIsServedAfterwards() {
        core.write(program);
        assertThat(name()).isEqualTo("Name of " + id);
        cutOff();
        core.call(client -> client.del("program:" + id));
        reconnect();
        assertThat(service.client().get("/event/" + id).status()).isEqualTo(404);
    }

    @Test
    void aProgramWrittenDuringADisconnectIsServedAfterwards() {
        assertThat(service.client().get("/event/" + id).status()).isEqualTo(404);
        cutOff();
        core.write(program);
        reconnect();
        assertThat(service.client().get("/event/" + id).status()).isEqualTo(200);
    }
}
