package dev.trackbus.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.trackbus.proto.EventProto.TrackingEvent;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventDecoderTest {
    private static TrackingEvent decode(TrackingEvent event) throws InvalidEventException {
        return EventDecoder.decode(event.toByteString().asReadOnlyByteBuffer(), Events.ARRIVED);
    }

    @Test
    void decodesAnEvent() throws Exception {
        assertThat(decode(Events.event(1))).isEqualTo(Events.event(1));
    }

    @Test
    void anEventWithoutATimeGetsItsArrivalTime() throws Exception {
        TrackingEvent event = Events.event(1).toBuilder().clearReceivedAt().build();

        assertThat(decode(event).getReceivedAt()).isEqualTo(Events.ARRIVED.toEpochMilli());
    }

    @Test
    void ignoresUnknownFieldsOfALaterVersion() throws Exception {
        ByteString later = Events.event(1).toByteString().concat(ByteString.copyFrom(new byte[] {(byte) 0xe8, 7, 1}));

        assertThat(EventDecoder.decode(later.asReadOnlyByteBuffer(), Events.ARRIVED)
                        .getMessageId())
                .isEqualTo("message-1");
    }

    static Stream<Arguments> invalid() {
        TrackingEvent event = Events.event(1);
        String ids = " must be 1-64 characters of [A-Za-z0-9_-], ";
        return Stream.of(
                Arguments.of(event.toBuilder().clearMessageId(), "message_id" + ids + "is missing"),
                Arguments.of(event.toBuilder().setMessageId("a b"), "message_id" + ids + "was 3 characters"),
                Arguments.of(event.toBuilder().setMessageId("x".repeat(65)), "message_id" + ids + "was 65 characters"),
                Arguments.of(event.toBuilder().clearProgramid(), "programid" + ids + "is missing"),
                Arguments.of(event.toBuilder().setProgramid("a#1"), "programid" + ids + "was 3 characters"),
                Arguments.of(event.toBuilder().setReceivedAt(-1), "received_at must be from 1970 to 9999, was -1"),
                Arguments.of(
                        event.toBuilder().setReceivedAt(253_402_300_800_000L),
                        "received_at must be from 1970 to 9999, was 253402300800000"),
                Arguments.of(event.toBuilder().putParameters("", "x"), "parameters has an empty name"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void namesTheFieldAndTheViolatedRule(TrackingEvent.Builder event, String reason) {
        assertThatThrownBy(() -> decode(event.build()))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage(reason);
    }

    @Test
    void rejectsTheIdOfTheSample() {
        assertThatThrownBy(() -> decode(EventConsumer.SAMPLE))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageStartingWith("message_id ");
    }

    @Test
    void acceptsTheLastMillisecondOfTheYear9999() throws Exception {
        TrackingEvent event =
                Events.event(1).toBuilder().setReceivedAt(253_402_300_799_999L).build();

        assertThat(decode(event)).isEqualTo(event);
    }

    @Test
    void rejectsBytesThatAreNotAnEvent() {
        assertThatThrownBy(() -> EventDecoder.decode(ByteBuffer.wrap("{\"a\":1}".getBytes()), Events.ARRIVED))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageStartingWith("not a TrackingEvent: ");
    }

    @Test
    void rejectsAnEmptyRecord() {
        assertThatThrownBy(() -> EventDecoder.decode(ByteBuffer.allocate(0), Events.ARRIVED))
                .hasMessageStartingWith("message_id ");
    }
}
