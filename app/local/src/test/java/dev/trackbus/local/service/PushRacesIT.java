package dev.trackbus.local.service;

import static dev.trackbus.local.service.CoreData.with;
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

/** Programs that change while their read is under way, or while the service is cut off from Redis. */
class PushRacesIT {
    /** A read's question passes in some 5 ms, its answer of more than a kilobyte takes some 120. */
    private static final long SLOW = 10_000;

    private static Vertx vertx;
    private static LocalRedis redis;
    private static KinesisMock kinesis;
    private static FaultProxy proxy;
    private static ServiceUnderTest service;
    private static CoreData core;

    private final String id = "race-" + UUID.randomUUID();
    private final Map<String, String> program =
            with(with(CoreData.program(id), "version", "10"), "customerName", "x".repeat(1_020));

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        redis = LocalRedis.started();
        kinesis = KinesisMock.started();
        proxy = Client.await(FaultProxy.start(vertx, "127.0.0.1", redis.port()));
        service = ServiceUnderTest.start(ServiceUnderTest.settings(proxy.port(), kinesis.endpoint()))
                .awaitUp();
        core = new CoreData(redis.port());
        core.write(CoreData.program("another"));
        service.client().get("/event/warm");
    }

    @AfterAll
    static void stop() {
        service.close();
        Client.await(vertx.close());
        kinesis.close();
        redis.close();
    }

    @AfterEach
    void heal() {
        reconnect();
    }

    private String name() {
        return nameIn(service.client().get("/event/" + id));
    }

    private static String nameIn(Answer answer) {
        return answer.json().getString("programName");
    }

    /**
     * A request whose read Redis has answered, with the answer still on its way. Which of answer and push comes first at
     * the service is the machine's affair (the cache's own tests settle both orders); what stays has to be the push.
     */
    private Future<Answer> askWithHeldRead() {
        long before = core.reads();
        proxy.throttle(SLOW);
        Future<Answer> answer = service.client().ask(Call.get("/event/" + id));
        Awaitility.await().pollInterval(Duration.ofMillis(2)).until(() -> core.reads() > before);
        proxy.pass();
        return answer;
    }

    private void change(String name) {
        Map<String, String> changed = with(with(program, "programName", name), "version", "11");
        core.write(changed);
        core.push(changed);
    }

    @Test
    void aStateThatIsPushedWhileAnOlderOneIsOnItsWayWins() {
        core.write(program);
        Future<Answer> held = askWithHeldRead();
        change("Pushed");
        assertThat(Client.await(held).status()).isEqualTo(200);
        Awaitility.await().until(() -> name().equals("Pushed"));
    }

    @Test
    void aDeletionThatIsPushedWhileTheProgramIsOnItsWayWins() {
        core.write(program);
        Future<Answer> held = askWithHeldRead();
        Map<String, String> tombstone = Map.of("programId", id, "version", "11", "deleted", "true");
        core.write(tombstone);
        core.push(tombstone);
        assertThat(Client.await(held).status()).isIn(200, 404);
        Awaitility.await().until(() -> service.client().get("/event/" + id).status() == 404);
    }

    @Test
    void aChangeWithoutVersionWhileTheProgramIsOnItsWayIsReadAgain() {
        core.write(program);
        Future<Answer> held = askWithHeldRead();
        Map<String, String> changed = with(program, "programName", "Changed");
        changed.remove("version");
        core.write(changed);
        core.push(changed);
        assertThat(Client.await(held).status()).isEqualTo(200);
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
    void aChangeThatWasMissedWhileCutOffIsSeenAtTheNextUse() {
        core.write(program);
        assertThat(name()).isEqualTo("Name of " + id);
        cutOff();
        change("Missed");
        assertThat(name()).describedAs("while it is cut off").isEqualTo("Name of " + id);
        reconnect();
        assertThat(name()).isEqualTo("Missed");
    }

    @Test
    void aDeletionThatWasMissedWhileCutOffIsSeenAtTheNextUse() {
        core.write(program);
        assertThat(name()).isEqualTo("Name of " + id);
        cutOff();
        core.call(client -> client.del("program:" + id));
        reconnect();
        assertThat(service.client().get("/event/" + id).status()).isEqualTo(404);
    }

    @Test
    void aProgramThatWasMissingAndIsWrittenWhileCutOffIsSeenAtTheNextUse() {
        assertThat(service.client().get("/event/" + id).status()).isEqualTo(404);
        cutOff();
        core.write(program);
        reconnect();
        assertThat(service.client().get("/event/" + id).status()).isEqualTo(200);
    }
}
