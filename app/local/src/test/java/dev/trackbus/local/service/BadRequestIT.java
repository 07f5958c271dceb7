package dev.trackbus.local.service;

import static dev.trackbus.local.service.ServiceUnderTest.eventually;
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

/** Test of invalid requests, which are not validated against a program and create no event or few. */
class BadRequestIT {
    private static final String GOOD = "/event/good";
    private static final String JSON = "application/json";

    private static ServiceFixture fixture;

    /** Request with its expected response. */
    record Case(Request call, int status, String code) {
        static Case get(String target, String code) {
            return new Case(Request.get(target), 400, code);
        }

        static Case post(String body, String code) {
            return new Case(Request.post(GOOD, JSON, body), 400, code);
        }

        @Override
        public String toString() {
            String target = call.target().length() > 40 ? call.target().substring(0, 40) + "…" : call.target();
            return call.method() + " " + target + " is " + status + " " + code;
        }
    }

    @BeforeAll
    static void start() {
        fixture = new ServiceFixture(Map.of());
        fixture.core().write(ProgramStore.program("good"));
    }

    @AfterAll
    static void stop() {
        fixture.close();
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
                new Case(Request.of(HttpMethod.PUT, GOOD), 405, "method-not-allowed"),
                new Case(Request.post(GOOD, JSON, " ".repeat(65_537)), 413, "body-too-large"),
                new Case(Request.get(GOOD + "?a=" + "v".repeat(8_192)), 414, "url-too-long"),
                new Case(Request.post(GOOD, "application/xml", "{}"), 415, "unsupported-media-type"),
                new Case(Request.get(GOOD).header("X", "x".repeat(16_384)), 431, "headers-too-large"));
    }

    private static String parameters(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i + "=" + i).collect(Collectors.joining("&"));
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void returnsAProblemDocumentForAnInvalidRequest(Case bad) {
        Response response = fixture.client().send(bad.call());
        assertThat(response).returns(bad.status(), Response::status).returns(bad.code(), Response::code);
        assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void invalidRequestsCreateNoEvent() {
        badRequests().forEach(bad -> fixture.client().send(bad.call()));
        String marker = fixture.client().get(GOOD + "?marker=here").messageId();
        eventually().until(() -> fixture.events().of("good").stream()
                .anyMatch(event -> event.getMessageId().equals(marker)));
        assertThat(fixture.events().all())
                .filteredOn(event -> !event.getProgramid().startsWith("unknown-"))
                .allSatisfy(event -> assertThat(event.getParametersMap()).isEqualTo(Map.of("marker", "here")));
    }

    @Test
    void returns405WithTheAllowedMethods() {
        assertThat(fixture.client().send(Request.of(HttpMethod.DELETE, GOOD)).header("Allow"))
                .isEqualTo("GET, HEAD, POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"programId", "place"})
    void theProblemDocumentNamesTheInvalidField(String field) {
        String target = field.equals("programId") ? "/event/a.b" : GOOD + "?a=b&place=%ff";
        assertThat(fixture.client().get(target).json().getString("field")).isEqualTo(field);
    }

    @Test
    void returns503ForAProgramThatCannotBeParsed() {
        fixture.core().write(Map.of("programId", "damaged", "programName", "all that is left"));
        Response response = fixture.client().get("/event/damaged");
        assertThat(response).returns(503, Response::status).returns("unavailable", Response::code);
        assertThat(response.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void closesARequestThatIsIncompleteAfterASecond() {
        HttpClientRequest request = TrackingClient.await(fixture.client().open(Request.post(GOOD, JSON, "")));
        TrackingClient.await(request.setChunked(true).write("{"));
        Response response = TrackingClient.await(request.response().compose(TrackingClient::readBody));
        assertThat(response).returns(408, Response::status).returns("request-timeout", Response::code);
        assertThat(response.header("Connection")).isEqualTo("close");
    }

    @Test
    void limitsEventsOfUnknownProgramsToAHundredPerSecond() {
        TrackingClient flood =
                TrackingClient.of(fixture.service().vertx(), fixture.service().httpPort(), 16);
        String prefix = "unknown-" + UUID.randomUUID() + "-";
        long start = System.nanoTime();
        List<Future<Response>> responses = IntStream.range(0, 2_000)
                .mapToObj(i -> flood.sendAsync(Request.get("/event/" + prefix + i)))
                .toList();
        assertThat(responses)
                .allSatisfy(response ->
                        assertThat(TrackingClient.await(response).status()).isIn(404, 503));
        double seconds = (double) Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000;
        assertThat((double) arrivedOf(prefix)).isBetween(1.0, 100 * (1 + seconds));
    }

    /** Returns the number of events once all accepted events are on the stream. */
    private static long arrivedOf(String prefix) {
        eventually()
                .until(() -> fixture.service().metric("trackbus_kinesis_appended_total")
                        == fixture.events().all().size());
        return fixture.events().all().stream()
                .map(TrackingEvent::getProgramid)
                .filter(programId -> programId.startsWith(prefix))
                .count();
    }
}
