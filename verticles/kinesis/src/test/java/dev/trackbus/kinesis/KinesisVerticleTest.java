package dev.trackbus.kinesis;

import static dev.trackbus.kinesis.stub.Stubs.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackbus.bus.Appended;
import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Bus;
import dev.trackbus.bus.Drain;
import dev.trackbus.bus.Drained;
import dev.trackbus.bus.EventType;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.HealthRequest;
import dev.trackbus.bus.HealthStatus;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.bus.TrackingEvent;
import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.bus.ValidationResult;
import dev.trackbus.kinesis.append.Events;
import dev.trackbus.kinesis.buffer.EventBuffer;
import dev.trackbus.kinesis.buffer.LateBuffer;
import dev.trackbus.kinesis.buffer.MemoryBuffer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verticle alone; each test answers for the workers. */
class KinesisVerticleTest {
    private static final Duration NO_END = Duration.ofSeconds(10);
    private final Vertx vertx = Bus.prepare(Vertx.vertx());
    private final Bus bus = new Bus(vertx);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Queue<Batch> shipped = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private String deploy(int records, Duration linger, Function<Batch, Future<Batch>> senders) throws Exception {
        await(bus.serve(KinesisContract.PUT_RECORDS, batch -> {
            shipped.add(batch);
            return senders.apply(batch);
        }));
        return await(
                vertx.deployVerticle(verticle(linger, new MemoryBuffer(2 << 20, records, InstantSource.system()))));
    }

    private KinesisVerticle verticle(Duration linger, EventBuffer buffer) {
        return new KinesisVerticle(
                KinesisJournalTest.config(Path.of("unused"), linger),
                1,
                registry,
                InstantSource.system(),
                owner -> buffer);
    }

    private static Future<Batch> allWell(Batch batch) {
        return Future.succeededFuture(Batch.EMPTY);
    }

    private Appended append(TrackingEvent event) throws Exception {
        return await(bus.request(KinesisContract.APPEND, event));
    }

    private void assertRefused(TrackingEvent event, Failure failure, String why) {
        assertThatThrownBy(() -> append(event)).cause().isInstanceOfSatisfying(FailureException.class, thrown -> {
            assertThat(thrown.failure()).isEqualTo(failure);
            assertThat(thrown).hasMessageContaining(why);
        });
    }

    private double refused(String reason) {
        return registry.get("trackbus.kinesis.refused")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private double gauge(String name) {
        return registry.get("trackbus.kinesis." + name).gauge().value();
    }

    private HealthStatus condition() throws Exception {
        return await(bus.request(KinesisContract.HEALTH, new HealthRequest()));
    }

    @Test
    void answersWithRisingSequences() throws Exception {
        deploy(100, NO_END, KinesisVerticleTest::allWell);
        assertThat(append(Events.accepted(1)).sequence()).isEqualTo(0);
        assertThat(append(Events.accepted(2)).sequence()).isEqualTo(1);
        assertThat(registry.get("trackbus.kinesis.appended").counter().count()).isEqualTo(2);
    }

    @Test
    void shipsTheEncodedEventUnderItsMessageId() throws Exception {
        deploy(100, Duration.ofMillis(1), KinesisVerticleTest::allWell);
        append(Events.accepted(1));
        Awaitility.await().until(() -> !shipped.isEmpty());
        assertThat(shipped.peek().partitionKey(0)).isEqualTo("019aa6c1-0a00-7000-8000-000000000001");
        byte[] payload = shipped.peek().payload(0);
        assertThat(payload).isEqualTo(Events.encoded(Events.accepted(1)));
    }

    @Test
    void answersBeforeTheEventIsShipped() throws Exception {
        deploy(100, Duration.ZERO, batch -> Promise.<Batch>promise().future());
        assertThat(append(Events.accepted(1)).sequence()).isZero();
        assertThat(gauge("buffer.records")).isEqualTo(1);
        assertThat(gauge("buffer.bytes")).isEqualTo(36 + Events.encoded(Events.accepted(1)).length);
    }

    @Test
    void refusesEventsOnlyWhileTheBufferIsFull() throws Exception {
        Promise<Batch> answer = Promise.promise();
        deploy(2, Duration.ZERO, batch -> answer.future());
        append(Events.accepted(1));
        append(Events.accepted(2));
        assertRefused(Events.accepted(3), Failure.OVERLOADED, "buffer full: 2 of 2 records, event of ");
        assertThat(refused("full")).isEqualTo(1);
        answer.complete(Batch.EMPTY);
        Awaitility.await().until(() -> gauge("buffer.records") == 0);
        assertThat(append(Events.accepted(4)).sequence()).isEqualTo(2);
    }

    @Test
    void refusedEventsFindItFullAtATenth() throws Exception {
        deploy(20, NO_END, KinesisVerticleTest::allWell);
        append(Events.refused(1));
        append(Events.accepted(2));
        append(Events.refused(3));
        assertRefused(Events.refused(4), Failure.OVERLOADED, "buffer more than a tenth full");
        assertRefused(
                new TrackingEvent(Events.request(5, EventType.CLICK), ValidationResult.UNKNOWN_PROGRAM),
                Failure.OVERLOADED,
                "buffer more than a tenth full");
        assertThat(refused("share")).isEqualTo(2);
        assertThat(append(Events.accepted(6)).sequence()).isEqualTo(3);
    }

    @Test
    void refusesWhatKinesisWouldNotTake() throws Exception {
        deploy(20, NO_END, KinesisVerticleTest::allWell);
        TrackingEvent large = new TrackingEvent(
                Events.request(1, EventType.CLICK, "p", "x".repeat(1 << 20)),
                new ValidationResult.Accepted(Events.program()));
        assertRefused(large, Failure.INTERNAL, "Kinesis accepts 1048576");
        assertThat(refused("too_large")).isEqualTo(1);
        assertThat(gauge("buffer.records")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "müller", "with space"})
    void refusesAMessageIdThatIsNoPartitionKey(String messageId) throws Exception {
        deploy(20, NO_END, KinesisVerticleTest::allWell);
        TrackingRequest request = new TrackingRequest(messageId, 1, "p", EventType.CLICK, Events.parameters(), "");
        assertRefused(
                new TrackingEvent(request, new ValidationResult.Accepted(Events.program())),
                Failure.INTERNAL,
                "messageId");
    }

    @Test
    void aDrainShipsAtOnceWhatLingers() throws Exception {
        deploy(100, NO_END, KinesisVerticleTest::allWell);
        append(Events.accepted(1));
        assertThat(await(bus.request(KinesisContract.DRAIN, new Drain(5_000)))).isEqualTo(new Drained(0, 0));
        assertThat(shipped).hasSize(1);
    }

    @Test
    void aDrainOfNothingEndsAtOnce() throws Exception {
        deploy(100, NO_END, KinesisVerticleTest::allWell);
        assertThat(await(bus.request(KinesisContract.DRAIN, new Drain(100_000))))
                .isEqualTo(new Drained(0, 0));
    }

    @Test
    void aDrainSaysWhatRemainsWhenItsTimeIsOver() throws Exception {
        deploy(100, NO_END, batch -> Promise.<Batch>promise().future());
        append(Events.accepted(1));
        append(Events.accepted(2));
        assertThat(await(bus.request(KinesisContract.DRAIN, new Drain(50)))).isEqualTo(new Drained(2, 0));
    }

    @Test
    void beginsNoCallAfterADrainThatEndedWithARest() throws Exception {
        deploy(100, NO_END, batch -> Future.failedFuture(new FailureException(Failure.UNAVAILABLE, "down")));
        append(Events.accepted(1));
        await(bus.request(KinesisContract.DRAIN, new Drain(20)));
        append(Events.accepted(2));
        int calls = shipped.size();
        assertThat(calls).isPositive();
        Awaitility.await().during(Duration.ofMillis(250)).until(() -> shipped.size() == calls);
    }

    @Test
    void anotherDrainBeginsCallsAgain() throws Exception {
        deploy(100, NO_END, batch -> Future.failedFuture(new FailureException(Failure.UNAVAILABLE, "down")));
        append(Events.accepted(1));
        await(bus.request(KinesisContract.DRAIN, new Drain(20)));
        int calls = shipped.size();
        assertThat(await(bus.request(KinesisContract.DRAIN, new Drain(20)))).isEqualTo(new Drained(1, 0));
        assertThat(shipped).hasSizeGreaterThan(calls);
    }

    @Test
    void isHealthyWhileThereIsRoomAndCallsSucceed() throws Exception {
        deploy(100, NO_END, KinesisVerticleTest::allWell);
        assertThat(condition().healthy()).isTrue();
        assertThat(condition().detail()).isEqualTo("0 events of 0 bytes unconfirmed, the oldest for 0.0 s");
    }

    @Test
    void isUnhealthyWhenNearlyFull() throws Exception {
        deploy(10, NO_END, KinesisVerticleTest::allWell);
        for (int i = 0; i < 9; i++) {
            append(Events.accepted(i));
        }
        assertThat(condition().healthy()).isFalse();
        assertThat(condition().detail()).startsWith("buffer filled to 90 %; 9 events of ");
    }

    @Test
    void isUnhealthyWithCauseAndTimeWhenCallsFail() throws Exception {
        deploy(
                100,
                Duration.ZERO,
                batch -> Future.failedFuture(
                        new FailureException(Failure.UNAVAILABLE, "ResourceNotFoundException: arn:aws:kinesis")));
        append(Events.accepted(1));
        Awaitility.await().until(() -> !condition().healthy());
        assertThat(condition().detail())
                .matches("calls fail since 20.*Z: UNAVAILABLE: ResourceNotFoundException; 1 events of .*");
        assertThat(registry.get("trackbus.kinesis.calls.failed").counter().count())
                .isGreaterThanOrEqualTo(3);
        assertThat(registry.get("trackbus.kinesis.calls").timer().count()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void showsTheAgeOfTheOldest() throws Exception {
        deploy(100, NO_END, KinesisVerticleTest::allWell);
        assertThat(gauge("oldest.age")).isZero();
        append(Events.accepted(1));
        Awaitility.await().until(() -> gauge("oldest.age") > 0);
    }

    @Test
    void answersJsonWithJson() throws Exception {
        deploy(100, NO_END, KinesisVerticleTest::allWell);
        JsonObject event = new JsonObject(
                """
                {"request": {"messageId": "019aa6c1-0a00-7000-8000-000000000001", "receivedAt": 1, "programId": "p",
                 "type": "CLICK", "parameters": {}, "userAgent": ""}, "result": {"outcome": "UNKNOWN_PROGRAM"}}""");
        assertThat(json("kinesis.append", event)).isEqualTo(new JsonObject().put("sequence", 0L));
        assertThat(json("kinesis.drain", new JsonObject().put("timeoutMillis", 5_000)))
                .isEqualTo(new JsonObject().put("remaining", 0L).put("deadLetters", 0L));
        assertThat(json("kinesis.health", new JsonObject()).getBoolean("healthy"))
                .isTrue();
    }

    private JsonObject json(String address, JsonObject request) throws Exception {
        return await(vertx.eventBus().<JsonObject>request(address, request)).body();
    }

    @Test
    void servesNothingAfterItsStop() throws Exception {
        String id = deploy(100, Duration.ZERO, KinesisVerticleTest::allWell);
        await(vertx.undeploy(id));
        assertRefused(Events.accepted(1), Failure.UNAVAILABLE, "kinesis.append");
    }

    @Test
    void aBufferMayAnswerLaterOnAThreadOfItsOwn() throws Exception {
        await(bus.serve(KinesisContract.PUT_RECORDS, KinesisVerticleTest::allWell));
        LateBuffer late = new LateBuffer(new MemoryBuffer(2 << 20, 100, InstantSource.system()));
        await(vertx.deployVerticle(verticle(Duration.ZERO, late)));
        assertThat(append(Events.accepted(1)).sequence()).isZero();
        Awaitility.await().until(() -> late.records() == 0);
    }
}
