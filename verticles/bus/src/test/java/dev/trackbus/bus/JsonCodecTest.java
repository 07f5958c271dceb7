package dev.trackbus.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonCodecTest {
    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of(TrackingRequest.JSON, Samples.REQUEST),
                Arguments.of(TrackingRequest.JSON, Samples.FLAGGED),
                Arguments.of(ValidationResult.JSON, new ValidationResult.Accepted(Samples.PROGRAM)),
                Arguments.of(
                        ValidationResult.JSON,
                        new ValidationResult.Rejected(Samples.PROGRAM, RejectionReason.MISSING_PARAMETER, "orderId")),
                Arguments.of(ValidationResult.JSON, ValidationResult.UNKNOWN_PROGRAM),
                Arguments.of(
                        TrackingEvent.JSON,
                        new TrackingEvent(Samples.REQUEST, new ValidationResult.Accepted(Samples.PROGRAM))),
                Arguments.of(
                        TrackingEvent.JSON,
                        new TrackingEvent(
                                Samples.REQUEST,
                                new ValidationResult.Rejected(Samples.PROGRAM, RejectionReason.EXPIRED, ""))),
                Arguments.of(TrackingEvent.JSON, new TrackingEvent(Samples.REQUEST, ValidationResult.UNKNOWN_PROGRAM)),
                Arguments.of(FindProgram.JSON, new FindProgram("212313")),
                Arguments.of(ProgramLookup.JSON, new ProgramLookup.Found(Samples.PROGRAM)),
                Arguments.of(ProgramLookup.JSON, new ProgramLookup.Missing(9)),
                Arguments.of(Appended.JSON, new Appended(17)),
                Arguments.of(Drain.JSON, new Drain(25_000)),
                Arguments.of(Drained.JSON, new Drained(3, 2)),
                Arguments.of(HealthRequest.JSON, new HealthRequest()),
                Arguments.of(HealthStatus.JSON, new HealthStatus(false, "Redis is down")),
                Arguments.of(PhaseChanged.JSON, new PhaseChanged(PhaseChanged.Phase.STOPPING)),
                Arguments.of(ProgramChanged.JSON, new ProgramChanged.Updated(Samples.PROGRAM, 2)),
                Arguments.of(ProgramChanged.JSON, new ProgramChanged.Deleted("212313", 9, 2)),
                Arguments.of(ProgramChanged.JSON, new ProgramChanged.Outdated("212313", 2)),
                Arguments.of(Subscribed.JSON, new Subscribed(2)));
    }

    @ParameterizedTest
    @MethodSource("messages")
    <T> void givesTheSameMessageAgain(JsonCodec<T> form, T message) {
        assertThat(form.read().apply(new JsonObject(form.write().apply(message).encode())))
                .isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    <T> void belongsToTheMessagesType(JsonCodec<T> form, T message) {
        assertThat(form.type()).isAssignableFrom(message.getClass());
    }

    @Test
    void givesTheSameBatchAgain() {
        Batch sent = new Batch.Builder()
                .addRejected(Samples.BATCH, 1, "ProvisionedThroughputExceededException")
                .within(700)
                .build();

        Batch read = Batch.JSON.read().apply(new JsonObject(sent.toJson().encode()));

        assertThat(read.size()).isEqualTo(1);
        assertThat(read.timeoutMillis()).isEqualTo(700);
        assertThat(read.sequence(0)).isEqualTo(6);
        assertThat(read.partitionKey(0)).isEqualTo("key-b");
        assertThat(read.payload(0)).isEqualTo(Samples.BATCH.payload(1));
        assertThat(read.error(0)).isEqualTo("ProvisionedThroughputExceededException");
    }

    @Test
    void namesTheFieldThatIsMissing() {
        JsonObject incomplete = Samples.REQUEST.toJson();
        incomplete.remove("programId");

        assertThatThrownBy(() -> TrackingRequest.fromJson(incomplete)).hasMessage("programId");
    }

    @Test
    void omitsTheTrafficFlagsOfAnUnflaggedRequest() {
        assertThat(Samples.REQUEST.toJson().fieldNames()).doesNotContain("trafficFlags");
        assertThat(Samples.FLAGGED.toJson().getJsonArray("trafficFlags")).containsExactly("MALFORMED_ESCAPE");
    }

    @Test
    void refusesMoreParametersThanAreAllowed() {
        JsonObject json = new JsonObject();
        IntStream.rangeClosed(0, Parameters.MAX_COUNT).forEach(i -> json.put("p" + i, ""));

        assertThatThrownBy(() -> Parameters.fromJson(json)).hasMessage("parameters are more than 32");
    }

    @Test
    void refusesAnOutcomeThatDoesNotExist() {
        JsonObject maybe = new JsonObject().put("outcome", "MAYBE");

        assertThatThrownBy(() -> ValidationResult.JSON.read().apply(maybe)).hasMessage("outcome MAYBE");
    }

    @Test
    void refusesAChangeThatDoesNotExist() {
        JsonObject renamed = new JsonObject().put("change", "RENAMED").put("programId", "212313");

        assertThatThrownBy(() -> ProgramChanged.JSON.read().apply(renamed)).hasMessage("change RENAMED");
    }
}
