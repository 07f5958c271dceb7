package dev.trackbus.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Dead letter: a rejected record with its reason and origin, for the operator who reads the failure queue.
 *
 * @param function  name of the function that rejected it
 * @param reason    why it can never be stored
 * @param record    the record
 * @param streamArn ARN of its stream
 * @param shardId   its shard; empty if unknown
 */
public record FailureMessage(String function, String reason, StreamRecord record, String streamArn, String shardId) {
    /** Payload bytes per message. With base64 and metadata a message stays below 256 KiB, the limit of one SQS call. */
    static final int MAX_PAYLOAD = 180_000;

    private static final int MAX_REASON = 1_024;
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /**
     * Returns the message body as a JSON object: function, reason, stream, shardId, sequenceNumber, partitionKey,
     * arrivedAt (milliseconds since 1970), bytes (size of the whole payload), payload (base64 of at most its first
     * 180,000 bytes). The stream still has the whole record.
     *
     * @return ASCII, less than 256 KiB
     */
    public String toJson() {
        ByteBuffer data = record.data().duplicate();
        byte[] payload = new byte[Math.min(data.remaining(), MAX_PAYLOAD)];
        int bytes = data.remaining();
        data.get(payload);
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("function", function);
            json.writeStringField("reason", reason.substring(0, Math.min(reason.length(), MAX_REASON)));
            json.writeStringField("stream", streamArn);
            json.writeStringField("shardId", shardId);
            json.writeStringField("sequenceNumber", record.sequenceNumber());
            json.writeStringField("partitionKey", record.partitionKey());
            json.writeNumberField("arrivedAt", record.arrivedAt().toEpochMilli());
            json.writeNumberField("bytes", bytes);
            json.writeStringField("payload", Base64.getEncoder().encodeToString(payload));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
