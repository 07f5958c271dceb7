package dev.trackbus.kinesis.append;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.trackbus.bus.EventType;
import dev.trackbus.bus.RejectionReason;
import dev.trackbus.bus.TrackingEvent;
import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.bus.TrafficFlag;
import dev.trackbus.bus.TrafficFlags;
import dev.trackbus.bus.ValidationResult;
import dev.trackbus.proto.EventProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventEncoderTest {
    private static final Path GOLDEN = Path.of("..", "..", "proto", "golden", "events.json");

    /** In the order of the golden vectors. */
    private static final List<TrackingEvent> VECTORS = List.of(
            Events.accepted(1),
            new TrackingEvent(
                    Events.request(
                            2,
                            EventType.CONVERSION,
                            "basket",
                            "17,90 €",
                            "checksum",
                            "98mreddfd",
                            "empty",
                            "",
                            "customerId",
                            "48311",
                            "order",
                            "A-7",
                            "type",
                            "conversion"),
                    new ValidationResult.Accepted(Events.program("Frühjahr – 春", 48_311))),
            new TrackingEvent(
                    new TrackingRequest(
                            "019aa6c1-0a00-7000-8000-000000000003",
                            1_763_733_600_003L,
                            "212312",
                            EventType.CLICK,
                            Events.parameters(),
                            ""),
                    new ValidationResult.Accepted(Events.program("Spring sale", -7))),
            Events.refused(4),
            Events.refused(
                    Events.request(
                            5, EventType.IMPRESSION, "checksum", "98mreddfd", "customerId", "1", "type", "impression"),
                    RejectionReason.CUSTOMER_MISMATCH,
                    "customerId"),
            Events.refused(Events.request(6, EventType.UNKNOWN, "type", "hover"), RejectionReason.UNKNOWN_TYPE, "type"),
            new TrackingEvent(
                    new TrackingRequest(
                            "019aa6c1-0a00-7000-8000-000000000007",
                            1_763_733_600_007L,
                            "no-such_one",
                            EventType.IMPRESSION,
                            Events.parameters(),
                            "curl/8.5.0"),
                    ValidationResult.UNKNOWN_PROGRAM),
            new TrackingEvent(
                    new TrackingRequest(
                            "019aa6c1-0a00-7000-8000-000000000008",
                            1_763_733_600_008L,
                            "212312",
                            EventType.IMPRESSION,
                            Events.parameters("cb", "%%CACHEBUSTER%%", "off", "50%"),
                            Events.USER_AGENT,
                            TrafficFlags.of(TrafficFlag.MALFORMED_ESCAPE)),
                    new ValidationResult.Accepted(Events.program())));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void writesTheGoldenVectorsByteForByte(int index) throws IOException {
        JsonNode vectors = new ObjectMapper().readTree(GOLDEN.toFile());
        assertThat(vectors).hasSize(VECTORS.size());
        assertThat(HexFormat.of().formatHex(Events.encoded(VECTORS.get(index))))
                .isEqualTo(vectors.get(index).get("hex").asText());
    }

    @Test
    void writesWhatTheGeneratedClassReads() throws InvalidProtocolBufferException {
        TrackingEvent event = VECTORS.get(1);
        assertThat(parsed(event))
                .isEqualTo(EventProto.TrackingEvent.newBuilder()
                        .setProgramid("212312")
                        .setChecksum("98mreddfd")
                        .setCustomerId(48_311)
                        .setUserAgent(Events.USER_AGENT)
                        .setProgramName("Frühjahr – 春")
                        .setCustomerName("Example Shop")
                        .setIsValid(true)
                        .setMessageId(event.request().messageId())
                        .setReceivedAt(event.request().receivedAt())
                        .setType(EventProto.EventType.EVENT_TYPE_CONVERSION)
                        .putAllParameters(Map.of("basket", "17,90 €", "empty", "", "order", "A-7"))
                        .build());
    }

    @ParameterizedTest
    @EnumSource(value = RejectionReason.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_PROGRAM")
    void encodesEachRejectionReason(RejectionReason refusal) throws InvalidProtocolBufferException {
        TrackingEvent event = Events.refused(Events.request(1, EventType.CLICK), refusal, "p");
        assertThat(parsed(event).getRefusal().name()).isEqualTo("REFUSAL_" + refusal.name());
    }

    @ParameterizedTest
    @EnumSource(value = EventType.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void encodesEachEventType(EventType type) throws InvalidProtocolBufferException {
        TrackingEvent event =
                new TrackingEvent(Events.request(1, type), new ValidationResult.Accepted(Events.program()));
        assertThat(parsed(event).getType().name()).isEqualTo("EVENT_TYPE_" + type.name());
    }

    @ParameterizedTest
    @EnumSource(TrafficFlag.class)
    void writesEachTrafficFlagByItsName(TrafficFlag flag) throws InvalidProtocolBufferException {
        TrackingRequest request =
                new TrackingRequest("m", 1, "p", EventType.CLICK, Events.parameters(), "", TrafficFlags.of(flag));
        assertThat(parsed(new TrackingEvent(request, ValidationResult.UNKNOWN_PROGRAM))
                        .getTrafficFlagsList())
                .extracting(EventProto.TrafficFlag::name)
                .containsExactly("TRAFFIC_FLAG_" + flag.name());
    }

    @Test
    void anUnpairedSurrogateDoesNotStopTheEvent() throws InvalidProtocolBufferException {
        TrackingEvent event = new TrackingEvent(
                Events.request(1, EventType.CLICK, "q", "a\ud800b"), new ValidationResult.Accepted(Events.program()));
        assertThat(parsed(event).getParametersOrThrow("q")).isEqualTo("a?b");
    }

    @Test
    void usesItsArrayAgain() {
        EventEncoder encoder = new EventEncoder();
        for (TrackingEvent event : VECTORS) {
            int length = encoder.encode(event);
            assertThat(Arrays.copyOf(encoder.bytes(), length)).isEqualTo(Events.encoded(event));
        }
        assertThat(encoder.encode(VECTORS.get(6))).isLessThan(encoder.bytes().length);
    }

    @ParameterizedTest
    @ValueSource(ints = {127, 128, 1_000, 1_024, 16_384, 100_000})
    void takesTextsOfAnyLength(int length) throws InvalidProtocolBufferException {
        String text = "a".repeat(length - 1) + "ä";
        TrackingEvent event = new TrackingEvent(
                Events.request(1, EventType.CLICK, "ascii", "a".repeat(length), "other", text),
                new ValidationResult.Accepted(Events.program(text, 1)));
        assertThat(parsed(event).getParametersMap()).isEqualTo(Map.of("ascii", "a".repeat(length), "other", text));
        assertThat(parsed(event).getProgramName()).isEqualTo(text);
    }

    private static EventProto.TrackingEvent parsed(TrackingEvent event) throws InvalidProtocolBufferException {
        return EventProto.TrackingEvent.parseFrom(Events.encoded(event));
    }
}
