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

/** What a request is answered, and the event that it leaves on the stream. */
class TrackingApiIT {
    private static Scene scene;

    private final String id = "api-" + UUID.randomUUID();
    private final Map<String, String> program = CoreData.program(id);

    @BeforeAll
    static void start() {
        scene = new Scene(Map.of());
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private Answer answerTo(Call call) {
        scene.core().write(program);
        return scene.client().send(call);
    }

    private String target(String query) {
        return "/event/" + id + query;
    }

    /** What there is to say of a valid request, the time of its arrival left out. */
    private TrackingEvent.Builder accepted(Answer answer) {
        return CoreData.event(program)
                .setIsValid(true)
                .setMessageId(answer.messageId())
                .setType(EventType.EVENT_TYPE_IMPRESSION);
    }

    private TrackingEvent event() {
        return scene.events().await(id);
    }

    private TrackingEvent eventWithoutTime() {
        return event().toBuilder().clearReceivedAt().build();
    }

    @Test
    void aValidRequestIsAnsweredWithItsProgram() {
        Answer answer = answerTo(Call.get(target("")).header("User-Agent", "browser"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .isEqualTo(new JsonObject()
                        .put("userAgent", "browser")
                        .put("programId", id)
                        .put("programName", "Name of " + id)
                        .put("checksum", "7d2f")
                        .put("customerId", 4711)
                        .put("customerName", "Müller & Söhne")
                        .put("messageId", answer.messageId())
                        .put("valid", true));
    }

    @Test
    void aValidRequestPutsItsEventOnTheStream() {
        Answer answer =
                answerTo(Call.get(target("?type=click&place=caf%C3%A9+1&customerId=4711&checksum=7d2f&place=caf%C3%A9"))
                        .header("User-Agent", "browser"));
        assertThat(eventWithoutTime())
                .isEqualTo(accepted(answer)
                        .setType(EventType.EVENT_TYPE_CLICK)
                        .setUserAgent("browser")
                        .putParameters("place", "café")
                        .build());
    }

    @Test
    void theTimeOfAnEventIsThatOfItsRequest() {
        long before = System.currentTimeMillis();
        answerTo(Call.get(target("")));
        assertThat(event().getReceivedAt()).isBetween(before, System.currentTimeMillis());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain"})
    void whatABodySaysWinsOverTheQuery(String contentType) {
        Answer answer = answerTo(Call.post(
                target("?type=click&a=query&b=query"),
                contentType,
                "{\"type\":\"conversion\",\"b\":\"body\",\"price\":12.50,\"new\":true}"));
        assertThat(eventWithoutTime())
                .isEqualTo(accepted(answer)
                        .setType(EventType.EVENT_TYPE_CONVERSION)
                        .putAllParameters(Map.of("a", "query", "b", "body", "price", "12.50", "new", "true"))
                        .build());
    }

    @Test
    void aStrayPercentSignIsTextAndFlagsTheEvent() {
        Answer answer = answerTo(Call.get(target("?cb=%%CACHEBUSTER%%&off=50%")));
        assertThat(eventWithoutTime())
                .isEqualTo(accepted(answer)
                        .putAllParameters(Map.of("cb", "%%CACHEBUSTER%%", "off", "50%"))
                        .addTrafficFlags(TrafficFlag.TRAFFIC_FLAG_MALFORMED_ESCAPE)
                        .build());
    }

    @Test
    void aHeadRequestLeavesItsEventToo() {
        assertThat(answerTo(Call.of(HttpMethod.HEAD, target("?a=b"))))
                .returns(200, Answer::status)
                .returns("", Answer::body);
        assertThat(event().getParametersMap()).isEqualTo(Map.of("a", "b"));
    }

    @Test
    void anUnknownProgramIsNotFoundAndItsEventSaysSo() {
        Answer answer = scene.client().get(target("?type=click&a=b"));
        assertThat(answer).returns(404, Answer::status).returns("unknown-program", Answer::code);
        assertThat(eventWithoutTime())
                .isEqualTo(TrackingEvent.newBuilder()
                        .setProgramid(id)
                        .setMessageId(answer.messageId())
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
    void aProgramThatTakesNoEventsIsGoneAndTheEventSaysWhy(String field, String value, String code, Refusal reason) {
        program.put(field, value);
        Answer answer = answerTo(Call.get(target("")));
        assertThat(answer).returns(410, Answer::status).returns(code, Answer::code);
        assertThat(eventWithoutTime())
                .isEqualTo(accepted(answer).setIsValid(false).setRefusal(reason).build());
    }

    @ParameterizedTest
    @CsvSource({
        "customerId, 4712, customer-mismatch, REFUSAL_CUSTOMER_MISMATCH",
        "customerId, many, customer-mismatch, REFUSAL_CUSTOMER_MISMATCH",
        "checksum, 7D2F, checksum-mismatch, REFUSAL_CHECKSUM_MISMATCH"
    })
    void whatDoesNotFitTheProgramIsRefusedAndTheEventSaysWhy(
            String parameter, String value, String code, Refusal reason) {
        Answer answer = answerTo(Call.get(target("?" + parameter + "=" + value)));
        assertThat(answer).returns(422, Answer::status).returns(code, Answer::code);
        assertThat(answer.json().getString("field")).isEqualTo(parameter);
        assertThat(eventWithoutTime())
                .isEqualTo(accepted(answer)
                        .setIsValid(false)
                        .putParameters(parameter, value)
                        .setRefusal(reason)
                        .setRefusedParameter(parameter)
                        .build());
    }

    @Test
    void anUnknownTypeIsRefusedAndTheEventKeepsIt() {
        Answer answer = answerTo(Call.get(target("?type=glance")));
        assertThat(answer).returns(422, Answer::status).returns("unknown-type", Answer::code);
        assertThat(eventWithoutTime())
                .isEqualTo(accepted(answer)
                        .setIsValid(false)
                        .setType(EventType.EVENT_TYPE_UNSPECIFIED)
                        .putParameters("type", "glance")
                        .setRefusal(Refusal.REFUSAL_UNKNOWN_TYPE)
                        .setRefusedParameter("type")
                        .build());
    }

    @Test
    void aParameterThatTheProgramRequiresMustBeThere() {
        program.put("requires", "place,size");
        Answer answer = answerTo(Call.get(target("?place=top")));
        assertThat(answer).returns(422, Answer::status).returns("missing-parameter", Answer::code);
        assertThat(event().getRefusedParameter()).isEqualTo("size");
        assertThat(scene.client().get(target("?place=top&size=1")).status()).isEqualTo(200);
    }
}
