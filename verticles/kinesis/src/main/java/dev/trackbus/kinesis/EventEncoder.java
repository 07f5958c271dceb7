package dev.trackbus.kinesis;

import com.google.protobuf.CodedOutputStream;
import dev.trackbus.bus.EventType;
import dev.trackbus.bus.Program;
import dev.trackbus.bus.Refusal;
import dev.trackbus.bus.TrackingEvent;
import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.proto.EventProto;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Turns an event into the bytes of {@code tracking_event.proto}, without the builder and the map that the generated class
 * would need for each event: measures, then writes into one array of just that size. Stateless.
 */
final class EventEncoder {
    private EventEncoder() {}

    private record Outcome(Program program, Refusal refusal, String parameter) {
        static Outcome of(TrackingEvent event) {
            return event.verdict()
                    .fold(
                            is -> new Outcome(is.program(), null, ""),
                            is -> new Outcome(is.program(), is.refusal(), is.parameter()),
                            is -> new Outcome(null, Refusal.UNKNOWN_PROGRAM, ""));
        }

        boolean accepted() {
            return refusal == null;
        }
    }

    /** One visit of all fields: {@link Measure} first, {@link Writer} then. */
    private interface Fields {
        void text(int field, String value) throws IOException;

        void number(int field, long value) throws IOException;

        void entry(int field, String key, String value) throws IOException;
    }

    static byte[] encode(TrackingEvent event) {
        try {
            Outcome outcome = Outcome.of(event);
            Measure measure = new Measure();
            visit(event.request(), outcome, measure);
            byte[] bytes = new byte[measure.size];
            Writer writer = new Writer(CodedOutputStream.newInstance(bytes));
            visit(event.request(), outcome, writer);
            writer.out.checkNoSpaceLeft();
            return bytes;
        } catch (IOException e) {
            throw tooShort(e);
        }
    }

    private static UncheckedIOException tooShort(IOException e) {
        return new UncheckedIOException("the array of the measured size does not fit", e);
    }

    private static void visit(TrackingRequest request, Outcome outcome, Fields fields) throws IOException {
        Program program = outcome.program;
        fields.text(EventProto.TrackingEvent.PROGRAMID_FIELD_NUMBER, request.programId());
        if (program != null) {
            fields.text(EventProto.TrackingEvent.CHECKSUM_FIELD_NUMBER, program.checksum());
            fields.number(
                    EventProto.TrackingEvent.CUSTOMER_ID_FIELD_NUMBER,
                    program.customer().id());
        }
        fields.text(EventProto.TrackingEvent.USER_AGENT_FIELD_NUMBER, request.userAgent());
        if (program != null) {
            fields.text(EventProto.TrackingEvent.PROGRAM_NAME_FIELD_NUMBER, program.programName());
            fields.text(
                    EventProto.TrackingEvent.CUSTOMER_NAME_FIELD_NUMBER,
                    program.customer().name());
        }
        fields.number(EventProto.TrackingEvent.IS_VALID_FIELD_NUMBER, outcome.accepted() ? 1 : 0);
        fields.text(EventProto.TrackingEvent.MESSAGE_ID_FIELD_NUMBER, request.messageId());
        fields.number(EventProto.TrackingEvent.RECEIVED_AT_FIELD_NUMBER, request.receivedAt());
        fields.number(EventProto.TrackingEvent.TYPE_FIELD_NUMBER, number(request.type()));
        request.parameters().forEach((name, value) -> {
            if (!outcome.accepted() || isForeign(name)) {
                parameter(fields, name, value);
            }
        });
        if (!outcome.accepted()) {
            fields.number(EventProto.TrackingEvent.REFUSAL_FIELD_NUMBER, number(outcome.refusal));
            fields.text(EventProto.TrackingEvent.REFUSED_PARAMETER_FIELD_NUMBER, outcome.parameter);
        }
    }

    private static void parameter(Fields fields, String name, String value) {
        try {
            fields.entry(EventProto.TrackingEvent.PARAMETERS_FIELD_NUMBER, name, value);
        } catch (IOException e) {
            throw tooShort(e);
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

    private static int number(Refusal refusal) {
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

    private static int entrySize(String key, String value) {
        return CodedOutputStream.computeStringSize(1, key) + CodedOutputStream.computeStringSize(2, value);
    }

    private static final class Measure implements Fields {
        private int size;

        @Override
        public void text(int field, String value) {
            if (!value.isEmpty()) {
                size += CodedOutputStream.computeStringSize(field, value);
            }
        }

        @Override
        public void number(int field, long value) {
            if (value != 0) {
                size += CodedOutputStream.computeInt64Size(field, value);
            }
        }

        @Override
        public void entry(int field, String key, String value) {
            int entry = entrySize(key, value);
            size += CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt32SizeNoTag(entry) + entry;
        }
    }

    private record Writer(CodedOutputStream out) implements Fields {
        private static final int LENGTH_DELIMITED = 2;

        @Override
        public void text(int field, String value) throws IOException {
            if (!value.isEmpty()) {
                out.writeString(field, value);
            }
        }

        @Override
        public void number(int field, long value) throws IOException {
            if (value != 0) {
                out.writeInt64(field, value);
            }
        }

        @Override
        public void entry(int field, String key, String value) throws IOException {
            out.writeTag(field, LENGTH_DELIMITED);
            out.writeUInt32NoTag(entrySize(key, value));
            out.writeString(1, key);
            out.writeString(2, value);
        }
    }
}
