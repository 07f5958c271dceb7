package dev.trackbus.kinesis.append;

import dev.trackbus.bus.EventType;
import dev.trackbus.bus.Program;
import dev.trackbus.bus.RejectionReason;
import dev.trackbus.bus.TrackingEvent;
import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.bus.TrafficFlag;
import dev.trackbus.bus.TrafficFlags;
import dev.trackbus.proto.EventProto;

/**
 * Encoder of events as {@code tracking_event.proto}. Writes fields directly, because the generated class needs a
 * builder and a
 * map for each event. One thread.
 */
final class EventEncoder {
    private final ProtobufWriter out = new ProtobufWriter();

    private record Outcome(Program program, RejectionReason refusal, String parameter) {
        static Outcome of(TrackingEvent event) {
            return event.result()
                    .fold(
                            is -> new Outcome(is.program(), null, ""),
                            is -> new Outcome(is.program(), is.reason(), is.parameter()),
                            is -> new Outcome(null, RejectionReason.UNKNOWN_PROGRAM, ""));
        }

        boolean accepted() {
            return refusal == null;
        }
    }

    /**
     * Encodes an event into {@link #bytes()}, which the next call overwrites.
     *
     * @return number of bytes
     */
    int encode(TrackingEvent event) {
        out.clear();
        write(event.request(), Outcome.of(event));
        return out.length();
    }

    byte[] bytes() {
        return out.bytes();
    }

    private void write(TrackingRequest request, Outcome outcome) {
        Program program = outcome.program;
        out.text(EventProto.TrackingEvent.PROGRAMID_FIELD_NUMBER, request.programId());
        if (program != null) {
            out.text(EventProto.TrackingEvent.CHECKSUM_FIELD_NUMBER, program.checksum());
            out.number(
                    EventProto.TrackingEvent.CUSTOMER_ID_FIELD_NUMBER,
                    program.customer().id());
        }
        out.text(EventProto.TrackingEvent.USER_AGENT_FIELD_NUMBER, request.userAgent());
        if (program != null) {
            out.text(EventProto.TrackingEvent.PROGRAM_NAME_FIELD_NUMBER, program.programName());
            out.text(
                    EventProto.TrackingEvent.CUSTOMER_NAME_FIELD_NUMBER,
                    program.customer().name());
        }
        out.number(EventProto.TrackingEvent.IS_VALID_FIELD_NUMBER, outcome.accepted() ? 1 : 0);
        out.text(EventProto.TrackingEvent.MESSAGE_ID_FIELD_NUMBER, request.messageId());
        out.number(EventProto.TrackingEvent.RECEIVED_AT_FIELD_NUMBER, request.receivedAt());
        out.number(EventProto.TrackingEvent.TYPE_FIELD_NUMBER, number(request.type()));
        request.parameters().forEach((name, value) -> {
            if (!outcome.accepted() || isForeign(name)) {
                out.entry(EventProto.TrackingEvent.PARAMETERS_FIELD_NUMBER, name, value);
            }
        });
        if (!outcome.accepted()) {
            out.number(EventProto.TrackingEvent.REFUSAL_FIELD_NUMBER, number(outcome.refusal));
            out.text(EventProto.TrackingEvent.REFUSED_PARAMETER_FIELD_NUMBER, outcome.parameter);
        }
        if (!request.trafficFlags().isEmpty()) {
            out.packed(EventProto.TrackingEvent.TRAFFIC_FLAGS_FIELD_NUMBER, numbers(request.trafficFlags()));
        }
    }

    private static boolean isForeign(String name) {
        return switch (name) {
            case "type", "customerId", "checksum" -> false;
            default -> true;
        };
    }

    private static int number(EventType type) {
        return switch (type) {
            case IMPRESSION -> EventProto.EventType.EVENT_TYPE_IMPRESSION_VALUE;
            case CLICK -> EventProto.EventType.EVENT_TYPE_CLICK_VALUE;
            case CONVERSION -> EventProto.EventType.EVENT_TYPE_CONVERSION_VALUE;
            case UNKNOWN -> EventProto.EventType.EVENT_TYPE_UNSPECIFIED_VALUE;
        };
    }

    private static int[] numbers(TrafficFlags flags) {
        return flags.stream().mapToInt(EventEncoder::number).toArray();
    }

    private static int number(TrafficFlag flag) {
        return switch (flag) {
            case MALFORMED_ESCAPE -> EventProto.TrafficFlag.TRAFFIC_FLAG_MALFORMED_ESCAPE_VALUE;
        };
    }

    private static int number(RejectionReason refusal) {
        return switch (refusal) {
            case UNKNOWN_PROGRAM -> EventProto.Refusal.REFUSAL_UNKNOWN_PROGRAM_VALUE;
            case INACTIVE -> EventProto.Refusal.REFUSAL_INACTIVE_VALUE;
            case NOT_YET_VALID -> EventProto.Refusal.REFUSAL_NOT_YET_VALID_VALUE;
            case EXPIRED -> EventProto.Refusal.REFUSAL_EXPIRED_VALUE;
            case UNKNOWN_TYPE -> EventProto.Refusal.REFUSAL_UNKNOWN_TYPE_VALUE;
            case CUSTOMER_MISMATCH -> EventProto.Refusal.REFUSAL_CUSTOMER_MISMATCH_VALUE;
            case CHECKSUM_MISMATCH -> EventProto.Refusal.REFUSAL_CHECKSUM_MISMATCH_VALUE;
            case MISSING_PARAMETER -> EventProto.Refusal.REFUSAL_MISSING_PARAMETER_VALUE;
        };
    }
}
