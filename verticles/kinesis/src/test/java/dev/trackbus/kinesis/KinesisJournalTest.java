package dev.trackbus.kinesis;

import static dev.trackbus.kinesis.stub.Stubs.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackbus.bus.Appended;
import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Bus;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.HealthRequest;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.kinesis.append.Events;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verticle with its journal. */
public class KinesisJournalTest {
    @TempDir
    Path home;

    private final Vertx vertx = Bus.prepare(Vertx.vertx());
    private final Bus bus = new Bus(vertx);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Queue<Batch> shipped = new ConcurrentLinkedQueue<>();

    /** Returns a configuration with a small journal. */
    public static KinesisConfig config(Path home, Duration linger) {
        return new KinesisConfig(
                "EventStream",
                linger,
                new JournalSettings(home, JournalSettings.Mode.JOURNALED, 32 << 20),
                Optional.empty());
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void whatWasAnsweredIsShippedByTheNextProcess() throws Exception {
        await(bus.serve(KinesisContract.PUT_RECORDS, batch -> {
            shipped.add(batch);
            return Future.succeededFuture(Batch.EMPTY);
        }));
        String id = await(vertx.deployVerticle(
                new KinesisVerticle(config(home, Duration.ofSeconds(10)), 1, registry, InstantSource.system())));
        await(bus.request(KinesisContract.APPEND, Events.accepted(1)));
        await(bus.request(KinesisContract.APPEND, Events.accepted(2)));
        await(vertx.undeploy(id));
        assertThat(shipped).isEmpty();
        await(vertx.deployVerticle(new KinesisVerticle(
                config(home, Duration.ZERO), 1, new SimpleMeterRegistry(), InstantSource.system())));
        Awaitility.await().until(() -> shipped.stream().mapToInt(Batch::size).sum() == 2);
        assertThat(await(bus.request(KinesisContract.APPEND, Events.accepted(3)))
                        .sequence())
                .isEqualTo(2);
    }

    @Test
    void namesTheSettingWhereItsDirectoryCannotBeUsed() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "");
        KinesisConfig config =
                KinesisConfig.of("s", new JournalSettings(file, JournalSettings.Mode.JOURNALED, 32 << 20));
        assertThatThrownBy(() ->
                        await(vertx.deployVerticle(new KinesisVerticle(config, 1, registry, InstantSource.system()))))
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("JOURNAL_DIR " + file + " cannot be used: ");
    }

    @Test
    void aCommittedAppendIsAnsweredWhenKinesisHasTheEvent() throws Exception {
        Promise<Batch> answer = Promise.promise();
        await(bus.serve(KinesisContract.PUT_RECORDS, batch -> {
            shipped.add(batch);
            return answer.future();
        }));
        await(vertx.deployVerticle(
                new KinesisVerticle(config(home, Duration.ZERO), 1, registry, InstantSource.system())));
        Future<Appended> committed = bus.request(KinesisContract.APPEND_COMMITTED, Events.accepted(1));
        Awaitility.await().until(() -> !shipped.isEmpty());
        assertThat(committed.isComplete()).isFalse();
        answer.complete(Batch.EMPTY);
        assertThat(await(committed).sequence()).isZero();
    }

    @Test
    void aCommittedAppendAnswersJsonWithJson() throws Exception {
        await(bus.serve(KinesisContract.PUT_RECORDS, batch -> Future.succeededFuture(Batch.EMPTY)));
        await(vertx.deployVerticle(
                new KinesisVerticle(config(home, Duration.ZERO), 1, registry, InstantSource.system())));
        JsonObject request = new JsonObject()
                .put("messageId", "019aa6c1-0a00-7000-8000-000000000001")
                .put("receivedAt", 1L)
                .put("programId", "p")
                .put("type", "CLICK")
                .put("parameters", new JsonObject())
                .put("userAgent", "");
        JsonObject event = new JsonObject()
                .put("request", request)
                .put("result", new JsonObject().put("outcome", "UNKNOWN_PROGRAM"));

        assertThat(await(vertx.eventBus().<JsonObject>request("kinesis.append-committed", event))
                        .body())
                .isEqualTo(new JsonObject().put("sequence", 0L));
    }

    @Test
    void failsCommittedAppendsAtOnceDuringAnOutage() throws Exception {
        AtomicBoolean down = new AtomicBoolean(true);
        await(bus.serve(
                KinesisContract.PUT_RECORDS,
                batch -> down.get()
                        ? Future.failedFuture(new FailureException(Failure.UNAVAILABLE, "down"))
                        : Future.succeededFuture(Batch.EMPTY)));
        await(vertx.deployVerticle(
                new KinesisVerticle(config(home, Duration.ZERO), 1, registry, InstantSource.system())));
        await(bus.request(KinesisContract.APPEND, Events.accepted(1)));
        Awaitility.await().until(() -> !await(bus.request(KinesisContract.HEALTH, new HealthRequest()))
                .healthy());

        Future<Appended> probe = bus.request(KinesisContract.APPEND_COMMITTED, Events.accepted(2));
        assertThatThrownBy(() -> await(bus.request(KinesisContract.APPEND_COMMITTED, Events.accepted(3))))
                .cause()
                .isInstanceOfSatisfying(FailureException.class, refused -> assertThat(refused.failure())
                        .isEqualTo(Failure.UNAVAILABLE));
        assertThat(registry.get("trackbus.kinesis.refused")
                        .tag("reason", "outage")
                        .counter()
                        .count())
                .isEqualTo(1);
        down.set(false);
        Awaitility.await().until(() -> await(bus.request(KinesisContract.HEALTH, new HealthRequest()))
                .healthy());
        assertThat(await(bus.request(KinesisContract.APPEND_COMMITTED, Events.accepted(4)))
                        .sequence())
                .isEqualTo(2);
        assertThat(await(probe).sequence()).isEqualTo(1);
    }
}
