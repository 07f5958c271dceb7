package dev.trackbus.kinesis;

import static dev.trackbus.kinesis.stub.Stubs.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.Drain;
import dev.trackbus.bus.Drained;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.kinesis.append.Events;
import dev.trackbus.kinesis.aws.AwsClients;
import dev.trackbus.kinesis.aws.AwsConfig;
import dev.trackbus.kinesis.aws.PutRecordsClient;
import dev.trackbus.kinesis.stub.EntryFault;
import dev.trackbus.kinesis.stub.Fault;
import dev.trackbus.kinesis.stub.Received;
import dev.trackbus.kinesis.stub.Script;
import dev.trackbus.kinesis.stub.ScriptedKinesis;
import dev.trackbus.kinesis.stub.Stubs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delivery by the real verticles and SDK to the stub, with faults: all events arrive. */
class DeliveryTest {
    private static final int SENDERS = 4;
    private static final Duration CALL_TIMEOUT = Duration.ofMillis(1_500);
    private static final int EVENTS = 2_000;
    private static final int BURST = 200;

    @TempDir
    Path home;

    private final Vertx vertx = Bus.prepare(Vertx.vertx());
    private final Bus bus = new Bus(vertx);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private ScriptedKinesis stub;
    private String senders;

    @BeforeEach
    void start() throws Exception {
        stub = await(ScriptedKinesis.start(vertx, new ScriptedKinesis.Setup(2, false, true, Optional.empty())));
        deploySenders();
        await(vertx.deployVerticle(new KinesisVerticle(
                KinesisConfig.of("EventStream", journal()), SENDERS, registry, InstantSource.system())));
    }

    private JournalSettings journal() {
        return new JournalSettings(home, JournalSettings.Mode.JOURNALED, 32 << 20);
    }

    private void deploySenders() throws Exception {
        AwsConfig aws = Stubs.aws(stub);
        senders = await(vertx.deployVerticle(
                () -> new PutRecordsVerticle(() ->
                        new PutRecordsClient(AwsClients.kinesis(aws, CALL_TIMEOUT, Optional.empty()), "EventStream")),
                new DeploymentOptions()
                        .setThreadingModel(ThreadingModel.WORKER)
                        .setInstances(SENDERS)
                        .setWorkerPoolName("senders")
                        .setWorkerPoolSize(SENDERS)));
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private void append(int from, int to) throws Exception {
        for (int next = from; next < to; next += BURST) {
            List<Future<?>> answers = new ArrayList<>();
            for (int i = next; i < Math.min(to, next + BURST); i++) {
                answers.add(bus.request(KinesisContract.APPEND, Events.accepted(i)));
            }
            await(Future.all(answers));
        }
    }

    private List<String> onTheStream() {
        return stub.taken().stream().map(DeliveryTest::text).toList();
    }

    private static String text(Received received) {
        return received.partitionKey() + HexFormat.of().formatHex(received.data());
    }

    private static List<String> appended(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(Events::accepted)
                .map(event -> event.request().messageId() + HexFormat.of().formatHex(Events.encoded(event)))
                .toList();
    }

    private void awaitConfirmation() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> unconfirmed() == 0);
    }

    private double unconfirmed() {
        return registry.get("trackbus.kinesis.buffer.records").gauge().value();
    }

    private void passesAFault(Script fault) throws Exception {
        stub.play(fault);
        append(0, EVENTS);
        Awaitility.await().until(() -> stub.calls() >= 3);
        stub.play(Script.NORMAL);
        awaitConfirmation();
        assertThat(onTheStream()).containsAll(appended(0, EVENTS));
    }

    @Test
    void everyEventArrivesExactlyOnceWhenNothingFails() throws Exception {
        append(0, EVENTS);
        awaitConfirmation();
        assertThat(onTheStream()).containsExactlyInAnyOrderElementsOf(appended(0, EVENTS));
        assertThat(stub.calls()).isLessThan(EVENTS / 10);
    }

    @Test
    void everyEventArrivesExactlyOnceWhenSomeAreRejectedAtRandom() throws Exception {
        stub.play(Script.NORMAL.rejecting(EntryFault.random(0.3, 42, "InternalFailure")));
        append(0, EVENTS);
        awaitConfirmation();
        assertThat(onTheStream()).containsExactlyInAnyOrderElementsOf(appended(0, EVENTS));
        assertThat(stub.received()).isGreaterThan(EVENTS);
        assertThat(registry.get("trackbus.kinesis.resent").counter().count()).isEqualTo(stub.received() - EVENTS);
    }

    @Test
    void everyEventArrivesWhenHalfOfTheCallsFail() throws Exception {
        stub.play(Script.NORMAL.failing(Fault.every(2, Fault.error(503, "ServiceUnavailable"))));
        append(0, EVENTS);
        awaitConfirmation();
        assertThat(onTheStream()).containsExactlyInAnyOrderElementsOf(appended(0, EVENTS));
    }

    @Test
    void everyEventArrivesWhenAnswersAreLost() throws Exception {
        passesAFault(Script.NORMAL.takingThen(Fault.every(2, Fault.reset())));
    }

    @Test
    void everyEventArrivesAfterAHang() throws Exception {
        passesAFault(Script.NORMAL.failing(Fault.hang()));
    }

    @Test
    void everyEventArrivesAfterNonsense() throws Exception {
        passesAFault(Script.NORMAL.failing(Fault.nonsense("text/html", Buffer.buffer("<html>hello</html>"))));
    }

    @Test
    void everyEventArrivesAfterTheStreamWasMissing() throws Exception {
        passesAFault(Script.NORMAL.failing(Fault.error(400, "ResourceNotFoundException")));
    }

    @Test
    void everyEventArrivesAfterItsCallWasCalledInvalid() throws Exception {
        passesAFault(Script.NORMAL.failing(Fault.error(400, "ValidationException")));
    }

    @Test
    void aHangingCallDelaysNoOther() throws Exception {
        stub.play(Script.NORMAL.failing(Fault.hang()));
        append(0, 1);
        Awaitility.await().until(() -> stub.calls() == 1);
        stub.play(Script.NORMAL);
        for (int i = 1; i <= 2 * SENDERS; i++) {
            append(i, i + 1);
            int expected = i;
            Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> stub.accepted() >= expected);
        }
        assertThat(stub.taken()).noneMatch(it -> it.partitionKey().endsWith("-000000000000"));
    }

    @Test
    void aThrottledShardDoesNotHoldTheOthers() throws Exception {
        stub.play(Script.NORMAL.rejecting(EntryFault.throttling(1)));
        append(0, EVENTS);
        Awaitility.await().until(() -> stub.received() >= EVENTS);
        append(EVENTS, 2 * EVENTS);
        Awaitility.await().until(() -> stub.accepted() >= 9L * EVENTS / 10);
        assertThat(stub.accepted()).isLessThanOrEqualTo(11L * EVENTS / 10);
        stub.play(Script.NORMAL);
        awaitConfirmation();
        assertThat(onTheStream()).containsExactlyInAnyOrderElementsOf(appended(0, 2 * EVENTS));
    }

    @Test
    void aDrainEndsWithEverythingOnTheStream() throws Exception {
        stub.play(Script.NORMAL.delayed(Duration.ofMillis(50)));
        append(0, EVENTS);
        assertThat(await(bus.request(KinesisContract.DRAIN, new Drain(10_000)))).isEqualTo(new Drained(0, 0));
        assertThat(onTheStream()).containsExactlyInAnyOrderElementsOf(appended(0, EVENTS));
    }

    @Test
    void abortedCallsAreSentAgainAfterAStop() throws Exception {
        stub.play(Script.NORMAL.failing(Fault.hang()));
        append(0, 1);
        Awaitility.await().until(() -> stub.calls() == 1);
        long before = System.nanoTime();
        await(vertx.undeploy(senders));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(CALL_TIMEOUT);
        stub.play(Script.NORMAL);
        deploySenders();
        awaitConfirmation();
        assertThat(onTheStream()).containsExactlyElementsOf(appended(0, 1));
    }

    @Test
    void aWorkerAnswersJsonWithJson() throws Exception {
        stub.play(Script.NORMAL.rejecting(EntryFault.every(2, "InternalFailure")));
        JsonArray records = new JsonArray();
        for (int i = 0; i < 2; i++) {
            records.add(
                    new JsonObject().put("sequence", i).put("partitionKey", "k").put("payload", new byte[] {(byte) i}));
        }
        JsonObject answer = await(vertx.eventBus()
                        .<JsonObject>request("kinesis.put-records", new JsonObject().put("records", records)))
                .body();
        assertThat(answer.getJsonArray("records")).hasSize(1);
        assertThat(answer.getJsonArray("records").getJsonObject(0).getString("error"))
                .isEqualTo("InternalFailure");
    }
}
