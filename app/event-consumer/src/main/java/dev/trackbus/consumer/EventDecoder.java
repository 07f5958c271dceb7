package dev.trackbus.consumer;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.trackbus.proto.EventProto.TrackingEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.regex.Pattern;

/** Decoder and validator of event records. DynamoDB can store each decoded event unless it is too large. Stateless. */
final class EventDecoder {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final long LAST_MILLI =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private EventDecoder() {}

    /**
     * Decodes one record.
     *
     * @param data      bytes of the record; their position does not change
     * @param arrivedAt arrival time of the record in the stream; becomes the time of an event without received_at
     * @return the event, with a valid message id, program id and time
     * @throws InvalidEventException if the record is invalid; the message names field and rule
     */
    static TrackingEvent decode(ByteBuffer data, Instant arrivedAt) throws InvalidEventException {
        TrackingEvent event = parse(data);
        requireId("message_id", event.getMessageId());
        requireId("programid", event.getProgramid());
        if (event.getReceivedAt() < 0 || event.getReceivedAt() > LAST_MILLI) {
            throw new InvalidEventException("received_at must be from 1970 to 9999, was " + event.getReceivedAt());
        }
        if (event.getParametersMap().containsKey("")) {
            throw new InvalidEventException("parameters has an empty name");
        }
        return event.getReceivedAt() > 0
                ? event
                : event.toBuilder().setReceivedAt(arrivedAt.toEpochMilli()).build();
    }

    private static TrackingEvent parse(ByteBuffer data) throws InvalidEventException {
        try {
            return TrackingEvent.parseFrom(data.duplicate());
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidEventException("not a TrackingEvent: " + e.getMessage());
        }
    }

    private static void requireId(String field, String value) throws InvalidEventException {
        if (!ID.matcher(value).matches()) {
            throw new InvalidEventException(field + " must be 1-64 characters of [A-Za-z0-9_-], "
                    + (value.isEmpty() ? "is missing" : "was " + value.length() + " characters"));
        }
    }
}
