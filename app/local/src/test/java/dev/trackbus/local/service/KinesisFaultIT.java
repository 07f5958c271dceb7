package dev.trackbus.local.service;

import static dev.trackbus.local.service.ServiceUnderTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.kinesis.stub.EntryFault;
import dev.trackbus.kinesis.stub.Fault;
import dev.trackbus.kinesis.stub.Script;
import dev.trackbus.local.LocalRedis;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test that accepted events arrive although Kinesis fails for a while under load. */
class KinesisFaultIT {
    private static final int CALLS = 8;

    private static LocalRedis redis;
    private static KinesisStub stream;
    private static ServiceUnderTest service;

    private final String id = "fault-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        redis = LocalRedis.started();
        stream = new KinesisStub();
        var settings = ServiceUnderTest.settings(redis.port(), stream.endpoint());
        settings.put("JOURNAL_MAX_BYTES", "32MiB");
        service = ServiceUnderTest.start(settings).awaitUp();
    }

    @AfterAll
    static void stop() {
        service.close();
        stream.close();
        redis.close();
    }

    @BeforeEach
    void resetFaults() {
        stream.stub().play(Script.NORMAL);
        new ProgramStore(redis.port()).write(ProgramStore.program(id));
        service.awaitStatus("up");
    }

    /** Runs a load during which the given number of calls fail, with successful calls before and after. */
    private ClickLoad loadDuring(Script fault, int calls) {
        ClickLoad load = new ClickLoad(service, id);
        load.awaitAccepted(100);
        stream.stub().play(fault);
        long before = stream.stub().calls();
        load.awaitAccepted(200);
        eventually().until(() -> stream.stub().calls() >= before + calls);
        stream.stub().play(Script.NORMAL);
        load.awaitAccepted(100);
        return load.stop();
    }

    private static DeliveryAssert delivery(ClickLoad load) {
        return new DeliveryAssert(load, stream::events);
    }

    private void arrivesOnce(Script fault) {
        ClickLoad load = loadDuring(fault, CALLS);
        delivery(load).assertComplete();
        delivery(load).assertNoDuplicatesBut(Set.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void everyAcceptedEventArrivesOnceAfterFailedCalls(int status) {
        arrivesOnce(Script.NORMAL.failing(Fault.error(status, "InternalFailure")));
    }

    @Test
    void everyAcceptedEventArrivesOnceAfterThrottling() {
        arrivesOnce(Script.NORMAL.rejecting(EntryFault.every(1, EntryFault.THROTTLED)));
    }

    @Test
    void everyAcceptedEventArrivesOnceAfterRejectedRecords() {
        arrivesOnce(Script.NORMAL.rejecting(EntryFault.random(0.5, 42, "InternalFailure")));
    }

    @Test
    void everyAcceptedEventArrivesOnceAfterUnansweredCalls() {
        ClickLoad load = loadDuring(Script.NORMAL.failing(Fault.hang()), 2);
        delivery(load).assertComplete();
        delivery(load).assertNoDuplicatesBut(Set.of());
    }

    @Test
    void onlyEventsOfCallsWithALostResponseArriveTwice() {
        Set<String> before = stream.messageIds();
        ClickLoad load = loadDuring(Script.NORMAL.takingThen(Fault.reset()), CALLS);
        delivery(load).assertComplete();
        Set<String> unknownOutcome = new HashSet<>(stream.messageIds());
        unknownOutcome.removeAll(before);
        delivery(load).assertNoDuplicatesBut(unknownOutcome);
    }

    @Test
    void responsesDoNotChangeWhileKinesisFails() {
        ClickLoad load = loadDuring(Script.NORMAL.failing(Fault.error(500, "InternalFailure")), CALLS);
        assertThat(load.rejected()).isEmpty();
        assertThat(load.lost()).isEmpty();
    }

    @Test
    void rejectsWhenTheBufferIsFullAndAcceptsAfterRecovery() {
        stream.stub().play(Script.NORMAL.failing(Fault.error(500, "InternalFailure")));
        TrackingClient client = TrackingClient.of(service.vertx(), service.httpPort(), 16);
        List<Future<Response>> sent = IntStream.range(0, 800)
                .mapToObj(i -> client.sendAsync(Request.post("/event/" + id, "application/json", large(i))))
                .toList();
        List<Response> responses = sent.stream().map(TrackingClient::await).toList();
        assertThat(responses).extracting(Response::status).containsOnly(200, 503);
        List<Response> rejected =
                responses.stream().filter(response -> response.status() == 503).toList();
        assertThat(rejected).extracting(Response::code).contains("overloaded").isSubsetOf("overloaded", "too-busy");
        assertThat(rejected).allSatisfy(response -> assertThat(response.header("Retry-After"))
                .isEqualTo("1"));
        stream.stub().play(Script.NORMAL);
        eventually().until(() -> stream.messageIds().containsAll(acceptedOf(responses)));
        eventually().until(() -> service.client().get("/event/" + id).status() == 200);
    }

    /** Returns a request with 62 KB of parameters. */
    private static String large(int number) {
        String value = number + "é".repeat(980);
        return IntStream.range(0, 32)
                .mapToObj(i -> "\"p" + i + "\":\"" + value + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static List<String> acceptedOf(List<Response> responses) {
        return responses.stream()
                .filter(response -> response.status() == 200)
                .map(Response::messageId)
                .toList();
    }
}
