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
 * A record that can never be stored, for the operator who finds it in the failure queue.
 *
 * @param function  which function refused it
 * @param reason    why
 * @param record    the record itself
 * @param streamArn the stream it came from
 * @param shardId   its shard, empty where unknown
 */
public record FailureMessage(String function, String reason, StreamRecord record, String streamArn, String shardId) {
    /** So that base64 and all else stays below the 256 KiB of one SQS call. The stream still has the whole record. */
    static final int MAX_PAYLOAD = 180_000;

    private static final int MAX_REASON = 1_024;
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /**
     * The message as it is sent: function, reason, stream, shardId, sequenceNumber, partitionKey, arrivedAt (milliseconds
     * since 1970), bytes (of the whole payload), payload (base64, its first 180,000 bytes at most).
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
