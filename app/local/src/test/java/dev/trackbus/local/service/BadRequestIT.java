package dev.trackbus.local.service;

import static dev.trackbus.local.service.ServiceUnderTest.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.proto.EventProto.TrackingEvent;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are not judged and leave no event, or few. */
class BadRequestIT {
    private static final String GOOD = "/event/good";
    private static final String JSON = "application/json";

    private static Scene scene;

    /** A request and what it is answered. */
    record Case(Call call, int status, String code) {
        static Case get(String target, String code) {
            return new Case(Call.get(target), 400, code);
        }

        static Case post(String body, String code) {
            return new Case(Call.post(GOOD, JSON, body), 400, code);
        }

        @Override
        public String toString() {
            String target = call.target().length() > 40 ? call.target().substring(0, 40) + "…" : call.target();
            return call.method() + " " + target + " is " + status + " " + code;
        }
    }

    @BeforeAll
    static void start() {
        scene = new Scene(Map.of());
        scene.core().write(CoreData.program("good"));
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    static Stream<Case> badRequests() {
        return Stream.of(badSyntax(), tooLarge()).flatMap(all -> all);
    }

    private static Stream<Case> badSyntax() {
        return Stream.of(
                Case.get("/event/%zz", "malformed-encoding"),
                Case.get("/event/%ff", "malformed-encoding"),
                Case.get("/event/a.b", "invalid-program-id"),
                Case.get("/event/", "invalid-program-id"),
                Case.get("/event/" + "a".repeat(65), "invalid-program-id"),
                Case.get(GOOD + "?a=%ff", "malformed-encoding"),
                Case.get(GOOD + "?a=%c3%28", "malformed-encoding"),
                Case.get(GOOD + "?a=%0d%0a", "control-character"),
                Case.get(GOOD + "?=b", "empty-name"),
                Case.get(GOOD + "?" + "n".repeat(65) + "=1", "name-too-long"),
                Case.get(GOOD + "?a=" + "v".repeat(1_025), "value-too-long"),
                Case.get(GOOD + "?" + parameters(33), "too-many-parameters"),
                Case.post("[1]", "malformed-json"),
                Case.post("{\"a\":{}}", "malformed-json"),
                Case.post("{\"a\":1", "malformed-json"));
    }

    private static Stream<Case> tooLarge() {
        return Stream.of(
                new Case(Call.of(HttpMethod.PUT, GOOD), 405, "method-not-allowed"),
                new Case(Call.post(GOOD, JSON, " ".repeat(65_537)), 413, "body-too-large"),
                new Case(Call.get(GOOD + "?a=" + "v".repeat(8_192)), 414, "url-too-long"),
                new Case(Call.post(GOOD, "application/xml", "{}"), 415, "unsupported-media-type"),
                new Case(Call.get(GOOD).header("X", "x".repeat(16_384)), 431, "headers-too-large"));
    }

    private static String parameters(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i + "=" + i).collect(Collectors.joining("&"));
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void aBadRequestIsAnsweredWithItsProblem(Case bad) {
        Answer answer = scene.client().send(bad.call());
        assertThat(answer).returns(bad.status(), Answer::status).returns(bad.code(), Answer::code);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void badRequestsLeaveNoEvent() {
        badRequests().forEach(bad -> scene.client().send(bad.call()));
        String marker = scene.client().get(GOOD + "?marker=here").messageId();
        soon().until(() -> scene.events().of("good").stream()
                .anyMatch(event -> event.getMessageId().equals(marker)));
        assertThat(scene.events().all())
                .filteredOn(event -> !event.getProgramid().startsWith("unknown-"))
                .allSatisfy(event -> assertThat(event.getParametersMap()).isEqualTo(Map.of("marker", "here")));
    }

    @Test
    void aMethodThatIsNotAllowedIsToldWhichAre() {
        assertThat(scene.client().send(Call.of(HttpMethod.DELETE, GOOD)).header("Allow"))
                .isEqualTo("GET, HEAD, POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"programId", "place"})
    void theProblemNamesTheFieldThatItIsAbout(String field) {
        String target = field.equals("programId") ? "/event/a.b" : GOOD + "?a=b&place=%ff";
        assertThat(scene.client().get(target).json().getString("field")).isEqualTo(field);
    }

    @Test
    void aProgramThatIsDamagedCannotBeJudgedNow() {
        scene.core().write(Map.of("programId", "damaged", "programName", "all that is left"));
        Answer answer = scene.client().get("/event/damaged");
        assertThat(answer).returns(503, Answer::status).returns("unavailable", Answer::code);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void aRequestThatIsNotCompleteWithinASecondIsGivenUp() {
        HttpClientRequest request = Client.await(scene.client().open(Call.post(GOOD, JSON, "")));
        Client.await(request.setChunked(true).write("{"));
        Answer answer = Client.await(request.response().compose(Client::answer));
        assertThat(answer).returns(408, Answer::status).returns("request-timeout", Answer::code);
        assertThat(answer.header("Connection")).isEqualTo("close");
    }

    @Test
    void aFloodOfUnknownProgramsLeavesAtMostAHundredEventsASecond() {
        Client flood = Client.of(scene.service().vertx(), scene.service().httpPort(), 16);
        String prefix = "unknown-" + UUID.randomUUID() + "-";
        long start = System.nanoTime();
        List<Future<Answer>> answers = IntStream.range(0, 2_000)
                .mapToObj(i -> flood.ask(Call.get("/event/" + prefix + i)))
                .toList();
        assertThat(answers)
                .allSatisfy(answer -> assertThat(Client.await(answer).status()).isIn(404, 503));
        double seconds = (double) Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000;
        assertThat((double) arrivedOf(prefix)).isBetween(1.0, 100 * (1 + seconds));
    }

    /** Counted when everything that was taken over is on the stream. */
    private static long arrivedOf(String prefix) {
        soon().until(() -> scene.service().metric("trackbus_kinesis_appended_total")
                == scene.events().all().size());
        return scene.events().all().stream()
                .map(TrackingEvent::getProgramid)
                .filter(programId -> programId.startsWith(prefix))
                .count();
    }
}
