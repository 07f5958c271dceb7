package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.EventType;
import dev.trackbus.bus.RejectionReason;
import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.bus.TrafficFlag;
import dev.trackbus.bus.TrafficFlags;
import dev.trackbus.bus.ValidationResult;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackingApiTest {
    private final Service service = new Service();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void answersTheEightFieldsInTheirOrder() {
        Answer answer = service.get("/event/212312", "User-Agent: curl/8");

        JsonObject json = answer.json();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(json.fieldNames())
                .containsExactly(
                        "userAgent",
                        "programId",
                        "programName",
                        "checksum",
                        "customerId",
                        "customerName",
                        "messageId",
                        "valid");
        assertThat(json.copy().put("messageId", "m"))
                .isEqualTo(new JsonObject()
                        .put("userAgent", "curl/8")
                        .put("programId", "212312")
                        .put("programName", "Summer \"sale\"")
                        .put("checksum", "c0ffee")
                        .put("customerId", 42)
                        .put("customerName", "ACME")
                        .put("messageId", "m")
                        .put("valid", true));
    }

    @Test
    void answersJsonThatNobodyStores() {
        Answer answer = service.get("/event/212312");

        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void putsTheJudgedRequestOnTheStreamBeforeItAnswers() {
        Answer answer = service.get("/event/212312?type=click&a=b%20c&customerId=42", "User-Agent: curl/8");

        assertThat(service.events).singleElement().satisfies(event -> {
            TrackingRequest request = event.request();
            assertThat(request.messageId()).isEqualTo(answer.json().getString("messageId"));
            assertThat(request.receivedAt()).isEqualTo(service.clock.millis());
            assertThat(request.programId()).isEqualTo("212312");
            assertThat(request.type()).isEqualTo(EventType.CLICK);
            assertThat(request.parameters()).hasToString("{\"type\":\"click\",\"a\":\"b c\",\"customerId\":\"42\"}");
            assertThat(request.userAgent()).isEqualTo("curl/8");
            assertThat(event.result()).isEqualTo(new ValidationResult.Accepted(Service.PROGRAM));
        });
    }

    @Test
    void givesEachRequestATimeOrderedId() {
        String first = service.get("/event/212312").json().getString("messageId");
        String second = service.get("/event/212312").json().getString("messageId");

        assertThat(UUID.fromString(first).version()).isEqualTo(7);
        assertThat(first).isLessThan(second);
    }

    @Test
    void takesNoUserAgentAsEmpty() {
        assertThat(service.get("/event/212312").json().getString("userAgent")).isEmpty();
    }

    @Test
    void readsAUserAgentAsUtf8WhereItIsThat() {
        assertThat(service.get("/event/212312", "User-Agent: M\303\266z").json().getString("userAgent"))
                .isEqualTo("M\u00f6z");
        assertThat(service.get("/event/212312", "User-Agent: M\366z").json().getString("userAgent"))
                .isEqualTo("M\u00f6z");
    }

    @Test
    void cutsALongUserAgent() {
        Answer answer = service.get("/event/212312", "User-Agent: " + "u".repeat(1_025));

        assertThat(answer.json().getString("userAgent")).isEqualTo("u".repeat(1_024));
    }

    @Test
    void countsTheCodePointsOfAUserAgent() {
        String rocket = "\360\237\232\200";

        assertThat(service.get("/event/212312", "User-Agent: " + rocket.repeat(1_025))
                        .json()
                        .getString("userAgent"))
                .isEqualTo("\uD83D\uDE80".repeat(1_024));
        assertThat(service.get("/event/212312", "User-Agent: " + "u".repeat(1_023) + rocket + "u")
                        .json()
                        .getString("userAgent"))
                .isEqualTo("u".repeat(1_023) + "\uD83D\uDE80");
    }

    @Test
    void answersHeadLikeGetWithoutItsBodyAndKeepsTheEvent() {
        String get = service.get("/event/212312").body();
        Answer head = service.send("HEAD", "/event/212312", "");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("content-type")).isEqualTo("application/json");
        assertThat(head.header("content-length")).isEqualTo(Integer.toString(get.length()));
        assertThat(service.events).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%4", "%", "%ff", "%c0%af", "%ed%a0%80"})
    void refusesMalformedEncodingInThePath(String id) {
        Answer answer = service.get("/event/" + id);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed-encoding");
        assertThat(answer.field()).isEqualTo("programId");
        assertThat(service.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a.b", "a%20b", "a/b", "ab/", "%2e%2e", "a+b", "../x", "%C3%A9", "a@b", "a[b", "a`b", "a{"})
    void refusesAnIdOutsideTheAlphabet(String id) {
        Answer answer = service.get("/event/" + id);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-program-id");
        assertThat(answer.field()).isEqualTo("programId");
    }

    @Test
    void takesAnIdOfEveryAllowedCharacterUpToTheBound() {
        service.get("/event/" + "azAZ09_-".repeat(8));
        Answer beyond = service.get("/event/" + "a".repeat(65));

        assertThat(service.events)
                .singleElement()
                .satisfies(event -> assertThat(event.request().programId()).isEqualTo("azAZ09_-".repeat(8)));
        assertThat(beyond.code()).isEqualTo("invalid-program-id");
    }

    @Test
    void decodesAnEncodedId() {
        service.get("/event/%41%62c");

        assertThat(service.event().request().programId()).isEqualTo("Abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%CACHEBUSTER%%", "50%", "%u00e9"})
    void acceptsAStrayPercentSignAndFlagsTheEvent(String text) {
        Answer answer = service.get("/event/212312?cb=" + text);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(service.event().request().parameters().get("cb")).isEqualTo(text);
        assertThat(service.event().request().trafficFlags()).isEqualTo(TrafficFlags.of(TrafficFlag.MALFORMED_ESCAPE));
    }

    @Test
    void namesTheParameterThatIsMalformed() {
        Answer answer = service.get("/event/212312?good=1&bad=%c3%28");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo("bad");
        assertThat(answer.json().getString("messageId")).isNull();
        assertThat(service.events).isEmpty();
    }

    @Test
    void answersAnUnknownProgramWith404AndItsMessageId() {
        service.knowsNoProgram();

        Answer answer = service.get("/event/999");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("unknown-program");
        assertThat(service.event().request().messageId())
                .isEqualTo(answer.json().getString("messageId"));
    }

    @ParameterizedTest
    @CsvSource({
        "INACTIVE, 410, program-inactive, ''",
        "NOT_YET_VALID, 410, program-not-yet-valid, ''",
        "EXPIRED, 410, program-expired, ''",
        "UNKNOWN_TYPE, 422, unknown-type, type",
        "CUSTOMER_MISMATCH, 422, customer-mismatch, customerId",
        "CHECKSUM_MISMATCH, 422, checksum-mismatch, checksum",
        "MISSING_PARAMETER, 422, missing-parameter, country"
    })
    void answersARefusalWithItsStatusAndParameter(RejectionReason reason, int status, String code, String parameter) {
        service.refuses(reason, parameter);

        Answer answer = service.get("/event/212312");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.json().getString("type")).isEqualTo("urn:trackbus:problem:" + code);
        assertThat(answer.json().getInteger("status")).isEqualTo(status);
        assertThat(answer.json().getString("title")).isNotBlank();
        assertThat(answer.json().getString("detail")).isNotBlank();
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().getString("field", "")).isEqualTo(parameter);
        assertThat(answer.json().getString("messageId")).hasSize(36);
    }

    @ParameterizedTest
    @EnumSource(value = RejectionReason.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_PROGRAM")
    void putsTheRefusedRequestOnTheStream(RejectionReason reason) {
        service.refuses(reason, "");

        service.get("/event/212312");

        assertThat(service.event().result()).isEqualTo(new ValidationResult.Rejected(Service.PROGRAM, reason, ""));
    }

    @Test
    void neverTellsTheExpectedValue() {
        service.refuses(RejectionReason.CHECKSUM_MISMATCH, "checksum");

        assertThat(service.get("/event/212312?checksum=guess").body()).doesNotContain("c0ffee");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"})
    void allowsNoOtherMethod(String method) {
        Answer answer = service.send(method, "/event/212312", "");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("GET, HEAD, POST");
        assertThat(answer.code()).isEqualTo("method-not-allowed");
        assertThat(service.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/event", "/events/1", "/health", "/health/other"})
    void knowsNoOtherPath(String path) {
        Answer answer = service.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo("unknown-path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/health/%zz"})
    void refusesMalformedEncodingInAnyPath(String path) {
        Answer answer = service.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed-request");
    }
}
