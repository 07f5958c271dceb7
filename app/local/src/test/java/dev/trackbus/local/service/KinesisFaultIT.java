package dev.trackbus.local.service;

import static dev.trackbus.local.service.ServiceUnderTest.soon;
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

/** Kinesis fails for a while under load: what was answered 200 arrives all the same. */
class KinesisFaultIT {
    private static final int CALLS = 8;

    private static LocalRedis redis;
    private static StubStream stream;
    private static ServiceUnderTest service;

    private final String id = "fault-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        redis = LocalRedis.started();
        stream = new StubStream();
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
    void heal() {
        stream.stub().play(Script.NORMAL);
        new CoreData(redis.port()).write(CoreData.program(id));
        service.awaitStatus("up");
    }

    /** A load that sees so many calls with a fault, and sound ones before and after. */
    private Load loadDuring(Script fault, int calls) {
        Load load = new Load(service, id);
        load.awaitAccepted(100);
        stream.stub().play(fault);
        long before = stream.stub().calls();
        load.awaitAccepted(200);
        soon().until(() -> stream.stub().calls() >= before + calls);
        stream.stub().play(Script.NORMAL);
        load.awaitAccepted(100);
        return load.stop();
    }

    private static Delivery delivery(Load load) {
        return new Delivery(load, stream::events);
    }

    private void arrivesOnce(Script fault) {
        Load load = loadDuring(fault, CALLS);
        delivery(load).assertComplete();
        delivery(load).assertNoDuplicatesBut(Set.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void everyAnsweredEventArrivesOnceWhenCallsWereRefused(int status) {
        arrivesOnce(Script.NORMAL.failing(Fault.error(status, "InternalFailure")));
    }

    @Test
    void everyAnsweredEventArrivesOnceWhenTheStreamWasThrottled() {
        arrivesOnce(Script.NORMAL.rejecting(EntryFault.every(1, EntryFault.THROTTLED)));
    }

    @Test
    void everyAnsweredEventArrivesOnceWhenSomeOfEachCallWereRejected() {
        arrivesOnce(Script.NORMAL.rejecting(EntryFault.random(0.5, 42, "InternalFailure")));
    }

    @Test
    void everyAnsweredEventArrivesOnceWhenCallsWereNeverAnswered() {
        Load load = loadDuring(Script.NORMAL.failing(Fault.hang()), 2);
        delivery(load).assertComplete();
        delivery(load).assertNoDuplicatesBut(Set.of());
    }

    @Test
    void onlyEventsOfCallsWhoseAnswerWasLostArriveTwice() {
        Set<String> before = stream.messageIds();
        Load load = loadDuring(Script.NORMAL.takingThen(Fault.reset()), CALLS);
        delivery(load).assertComplete();
        Set<String> unknownOutcome = new HashSet<>(stream.messageIds());
        unknownOutcome.removeAll(before);
        delivery(load).assertNoDuplicatesBut(unknownOutcome);
    }

    @Test
    void theAnswersDoNotChangeWhileKinesisFails() {
        Load load = loadDuring(Script.NORMAL.failing(Fault.error(500, "InternalFailure")), CALLS);
        assertThat(load.refused()).isEmpty();
        assertThat(load.lost()).isEmpty();
    }

    @Test
    void aFullBufferRefusesAndTakesAgainWhenKinesisIsBack() {
        stream.stub().play(Script.NORMAL.failing(Fault.error(500, "InternalFailure")));
        Client client = Client.of(service.vertx(), service.httpPort(), 16);
        List<Future<Answer>> asked = IntStream.range(0, 800)
                .mapToObj(i -> client.ask(Call.post("/event/" + id, "application/json", large(i))))
                .toList();
        List<Answer> answers = asked.stream().map(Client::await).toList();
        assertThat(answers).extracting(Answer::status).containsOnly(200, 503);
        List<Answer> refused =
                answers.stream().filter(answer -> answer.status() == 503).toList();
        assertThat(refused).extracting(Answer::code).contains("overloaded").isSubsetOf("overloaded", "too-busy");
        assertThat(refused)
                .allSatisfy(answer -> assertThat(answer.header("Retry-After")).isEqualTo("1"));
        stream.stub().play(Script.NORMAL);
        soon().until(() -> stream.messageIds().containsAll(acceptedOf(answers)));
        soon().until(() -> service.client().get("/event/" + id).status() == 200);
    }

    /** 62 KB of parameters. */
    private static String large(int number) {
        String value = number + "é".repeat(980);
        return IntStream.range(0, 32)
                .mapToObj(i -> "\"p" + i + "\":\"" + value + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static List<String> acceptedOf(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.status() == 200)
                .map(Answer::messageId)
                .toList();
    }
}
