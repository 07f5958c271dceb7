package dev.trackbus.kinesis.append;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.trackbus.bus.Customer;
import dev.trackbus.bus.EventType;
import dev.trackbus.bus.ParameterNames;
import dev.trackbus.bus.Parameters;
import dev.trackbus.bus.Program;
import dev.trackbus.bus.RejectionReason;
import dev.trackbus.bus.TrackingEvent;
import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.bus.TrafficFlag;
import dev.trackbus.bus.TrafficFlags;
import dev.trackbus.bus.ValidationResult;
import dev.trackbus.bus.Validity;
import dev.trackbus.proto.EventProto;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Encoded events, read by the generated class. */
class EventEncoderPropertiesTest {
    private static final Arbitrary<String> TEXT = Arbitraries.strings()
            .all()
            .ofMaxLength(200)
            .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));

    @Provide
    Arbitrary<TrackingRequest> requests() {
        Arbitrary<Map<String, String>> parameters = Arbitraries.maps(
                        Arbitraries.oneOf(TEXT, Arbitraries.of("type", "customerId", "checksum")), TEXT)
                .ofMaxSize(Parameters.MAX_COUNT);
        Arbitrary<TrafficFlags> flags = Arbitraries.of(TrafficFlag.class)
                .set()
                .map(chosen -> TrafficFlags.of(chosen.toArray(TrafficFlag[]::new)));
        return Combinators.combine(
                        TEXT, Arbitraries.longs(), TEXT, Arbitraries.of(EventType.class), parameters, TEXT, flags)
                .as((messageId, receivedAt, programId, type, given, userAgent, flagged) ->
                        new TrackingRequest(messageId, receivedAt, programId, type, of(given), userAgent, flagged));
    }

    private static Parameters of(Map<String, String> given) {
        Parameters.Builder builder = new Parameters.Builder();
        given.forEach(builder::put);
        return builder.build();
    }

    @Provide
    Arbitrary<Program> programs() {
        return Combinators.combine(TEXT, TEXT, TEXT, Arbitraries.integers(), TEXT)
                .as((id, name, checksum, customerId, customer) -> new Program(
                        id,
                        name,
                        checksum,
                        new Customer(customerId, customer),
                        Validity.ALWAYS,
                        ParameterNames.NONE,
                        1));
    }

    @Property
    void anAcceptedEventIsReadAsItIs(@ForAll("requests") TrackingRequest request, @ForAll("programs") Program program) {
        EventProto.TrackingEvent.Builder expected =
                ofProgram(ofRequest(request), program).setIsValid(true);
        allParameters(request).forEach((name, value) -> {
            if (!name.equals("type") && !name.equals("customerId") && !name.equals("checksum")) {
                expected.putParameters(name, value);
            }
        });

        assertThat(read(request, new ValidationResult.Accepted(program))).isEqualTo(expected.build());
    }

    @Property
    void aRefusedEventIsReadAsItIs(
            @ForAll("requests") TrackingRequest request,
            @ForAll("programs") Program program,
            @ForAll RejectionReason refusal,
            @ForAll("texts") String parameter) {
        EventProto.TrackingEvent expected = ofProgram(ofRequest(request), program)
                .putAllParameters(allParameters(request))
                .setRefusal(EventProto.Refusal.valueOf("REFUSAL_" + refusal.name()))
                .setRefusedParameter(parameter)
                .build();

        assertThat(read(request, new ValidationResult.Rejected(program, refusal, parameter)))
                .isEqualTo(expected);
    }

    @Property
    void anEventOfNoProgramIsReadAsItIs(@ForAll("requests") TrackingRequest request) {
        EventProto.TrackingEvent expected = ofRequest(request)
                .putAllParameters(allParameters(request))
                .setRefusal(EventProto.Refusal.REFUSAL_UNKNOWN_PROGRAM)
                .build();

        assertThat(read(request, ValidationResult.UNKNOWN_PROGRAM)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> texts() {
        return TEXT;
    }

    private static EventProto.TrackingEvent read(TrackingRequest request, ValidationResult verdict) {
        try {
            return EventProto.TrackingEvent.parseFrom(Events.encoded(new TrackingEvent(request, verdict)));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static EventProto.TrackingEvent.Builder ofRequest(TrackingRequest request) {
        String type = request.type() == EventType.UNKNOWN
                ? "UNSPECIFIED"
                : request.type().name();
        return EventProto.TrackingEvent.newBuilder()
                .addAllTrafficFlags(request.trafficFlags().stream()
                        .map(flag -> EventProto.TrafficFlag.valueOf("TRAFFIC_FLAG_" + flag.name()))
                        .toList())
                .setProgramid(request.programId())
                .setUserAgent(request.userAgent())
                .setMessageId(request.messageId())
                .setReceivedAt(request.receivedAt())
                .setType(EventProto.EventType.valueOf("EVENT_TYPE_" + type));
    }

    private static EventProto.TrackingEvent.Builder ofProgram(EventProto.TrackingEvent.Builder event, Program program) {
        return event.setChecksum(program.checksum())
                .setProgramName(program.programName())
                .setCustomerId(program.customer().id())
                .setCustomerName(program.customer().name());
    }

    private static Map<String, String> allParameters(TrackingRequest request) {
        Map<String, String> all = new LinkedHashMap<>();
        request.parameters().forEach(all::put);
        return all;
    }
}
