package dev.trackbus.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.proto.EventProto.EventType;
import dev.trackbus.proto.EventProto.Refusal;
import dev.trackbus.proto.EventProto.TrackingEvent;
import dev.trackbus.proto.EventProto.TrafficFlag;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Test of the tracking API: the response to a request, and its event on the stream. */
class TrackingApiIT {
    private static ServiceFixture fixture;

    private final String id = "api-" + UUID.randomUUID();
    private final Map<String, String> program = ProgramStore.program(id);

    @BeforeAll
    static void start() {
        fixture = new ServiceFixture(Map.of());
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private Response responseTo(Request call) {
        fixture.core().write(program);
        return fixture.client().send(call);
    }

    private String target(String query) {
        return "/event/" + id + query;
    }

    /** Returns the expected event of a valid request, without its time. */
    private TrackingEvent.Builder accepted(Response response) {
        return ProgramStore.event(program)
                .setIsValid(true)
                .setMessageId(response.messageId())
                .setType(EventType.EVENT_TYPE_IMPRESSION);
    }

    private TrackingEvent event() {
        return fixture.events().await(id);
    }

    private TrackingEvent eventWithoutTime() {
        return event().toBuilder().clearReceivedAt().build();
    }

    @Test
    void returnsTheProgramForAValidRequest() {
        Response response = responseTo(Request.get(target("")).header("User-Agent", "browser"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.json())
                .isEqualTo(new JsonObject()
                        .put("userAgent", "browser")
                        .put("programId", id)
                        .put("programName", "Name of " + id)
                        .put("checksum", "7d2f")
                        .put("customerId", 4711)
                        .put("customerName", "Müller & Söhne")
                        .put("messageId", response.messageId())
                        .put("valid", true));
    }

    @Test
    void aValidRequestCreatesAnEvent() {
        Response response = responseTo(
                Request.get(target("?type=click&place=caf%C3%A9+1&customerId=4711&checksum=7d2f&place=caf%C3%A9"))
                        .header("User-Agent", "browser"));
        assertThat(eventWithoutTime())
                .isEqualTo(accepted(response)
                        .setType(EventType.EVENT_TYPE_CLICK)
                        .setUserAgent("browser")
                        .putParameters("place", "café")
                        .build());
    }

    @Test
    void anEventHasTheTimeOfItsRequest() {
        long before = System.currentTimeMillis();
        responseTo(Request.get(target("")));
        assertThat(event().getReceivedAt()).isBetween(before, System.currentTimeMillis());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain"})
    void aBodyOverridesTheQuery(String contentType) {
        Response response = responseTo(Request.post(
                target("?type=click&a=query&b=query"),
                contentType,
                "{\"type\":\"conversion\",\"b\":\"body\",\"price\":12.50,\"new\":true}"));
        assertThat(eventWithoutTime())
                .isEqualTo(accepted(response)
                        .setType(EventType.EVENT_TYPE_CONVERSION)
                        .putAllParameters(Map.of("a", "query", "b", "body", "price", "12.50", "new", "true"))
                        .build());
    }

    @Test
    void aStrayPercentSignIsTextAndFlagsTheEvent() {
        Response response = responseTo(Request.get(target("?cb=%%CACHEBUSTER%%&off=50%")));
        assertThat(eventWithoutTime())
                .isEqualTo(accepted(response)
                        .putAllParameters(Map.of("cb", "%%CACHEBUSTER%%", "off", "50%"))
                        .addTrafficFlags(TrafficFlag.TRAFFIC_FLAG_MALFORMED_ESCAPE)
                        .build());
    }

    @Test
    void aHeadRequestCreatesAnEvent() {
        assertThat(responseTo(Request.of(HttpMethod.HEAD, target("?a=b"))))
                .returns(200, Response::status)
                .returns("", Response::body);
        assertThat(event().getParametersMap()).isEqualTo(Map.of("a", "b"));
    }

    @Test
    void returns404ForAnUnknownProgramAndCreatesAnEvent() {
        Response response = fixture.client().get(target("?type=click&a=b"));
        assertThat(response).returns(404, Response::status).returns("unknown-program", Response::code);
        assertThat(eventWithoutTime())
                .isEqualTo(TrackingEvent.newBuilder()
                        .setProgramid(id)
                        .setMessageId(response.messageId())
                        .setType(EventType.EVENT_TYPE_CLICK)
                        .putAllParameters(Map.of("type", "click", "a", "b"))
                        .setRefusal(Refusal.REFUSAL_UNKNOWN_PROGRAM)
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "active, false, program-inactive, REFUSAL_INACTIVE",
        "validFrom, 9007199254740991, program-not-yet-valid, REFUSAL_NOT_YET_VALID",
        "validUntil, 978307200000, program-expired, REFUSAL_EXPIRED"
    })
    void returns410ForAnInactiveProgramAndCreatesAnEvent(String field, String value, String code, Refusal reason) {
        program.put(field, value);
        Response response = responseTo(Request.get(target("")));
        assertThat(response).returns(410, Response::status).returns(code, Response::code);
        assertThat(eventWithoutTime())
                .isEqualTo(
                        accepted(response).setIsValid(false).setRefusal(reason).build());
    }

    @ParameterizedTest
    @CsvSource({
        "customerId, 4712, customer-mismatch, REFUSAL_CUSTOMER_MISMATCH",
        "customerId, many, customer-mismatch, REFUSAL_CUSTOMER_MISMATCH",
        "checksum, 7D2F, checksum-mismatch, REFUSAL_CHECKSUM_MISMATCH"
    })
    void aRequestThatViolatesTheProgramCreatesAnEventWithTheReason(
            String parameter, String value, String code, Refusal reason) {
        Response response = responseTo(Request.get(target("?" + parameter + "=" + value)));
        assertThat(response).returns(422, Response::status).returns(code, Response::code);
        assertThat(response.json().getString("field")).isEqualTo(parameter);
        assertThat(eventWithoutTime())
                .isEqualTo(accepted(response)
                        .setIsValid(false)
                        .putParameters(parameter, value)
                        .setRefusal(reason)
                        .setRefusedParameter(parameter)
                        .build());
    }

    @Test
    void returns422ForAnUnknownTypeAndCreatesAnEvent() {
        Response response = responseTo(Request.get(target("?type=glance")));
        assertThat(response).returns(422, Response::status).returns("unknown-type", Response::code);
        assertThat(eventWithoutTime())
                .isEqualTo(accepted(response)
                        .setIsValid(false)
                        .setType(EventType.EVENT_TYPE_UNSPECIFIED)
                        .putParameters("type", "glance")
                        .setRefusal(Refusal.REFUSAL_UNKNOWN_TYPE)
                        .setRefusedParameter("type")
                        .build());
    }

    @Test
    void returns422IfARequiredParameterIsMissing() {
        program.put("requires", "place,size");
        Response response = responseTo(Request.get(target("?place=top")));
        assertThat(response).returns(422, Response::status).returns("missing-parameter", Response::code);
        assertThat(event().getRefusedParameter()).isEqualTo("size");
        assertThat(fixture.client().get(target("?place=top&size=1")).status()).isEqualTo(200);
    }
}
