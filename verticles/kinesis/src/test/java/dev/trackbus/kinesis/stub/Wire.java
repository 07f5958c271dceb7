package dev.trackbus.kinesis.stub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Encoding of PutRecords as the SDK uses it: CBOR by default, JSON where CBOR is off. */
final class Wire {
    static final String CBOR_TYPE = "application/x-amz-cbor-1.1";
    static final String JSON_TYPE = "application/x-amz-json-1.1";
    private static final JsonFactory JSON = new JsonFactory();
    private static final CBORFactory CBOR = new CBORFactory();
    private static final ObjectMapper CBOR_MAPPER = new ObjectMapper(CBOR);
    private static final String SEQUENCE_PREFIX = "4966000000000000000000000000000000000000";

    private Wire() {}

    static boolean isJson(HttpServerRequest call) {
        return JSON_TYPE.equals(call.getHeader("Content-Type"));
    }

    static Buffer encode(Map<String, Object> body) {
        try {
            return Buffer.buffer(CBOR_MAPPER.writeValueAsBytes(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Received> records(byte[] body, boolean json) throws IOException {
        List<Received> records = new ArrayList<>();
        try (JsonParser parser = (json ? JSON : CBOR).createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isRecords = "Records".equals(parser.currentName());
                parser.nextToken();
                while (isRecords && parser.nextToken() == JsonToken.START_OBJECT) {
                    records.add(record(parser));
                }
            }
        }
        return records;
    }

    private static Received record(JsonParser parser) throws IOException {
        byte[] data = null;
        String key = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isData = "Data".equals(parser.currentName());
            parser.nextToken();
            if (isData) {
                data = parser.getBinaryValue();
            } else {
                key = parser.getText();
            }
        }
        return new Received(key, data);
    }

    /** The answer to a call, one error code for each record, {@link EntryFault#NONE} where it was taken. */
    static Buffer answer(List<String> errors, long firstSequence, boolean json) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 + 96 * errors.size());
        try (JsonGenerator generator = (json ? JSON : CBOR).createGenerator(out)) {
            generator.writeStartObject();
            generator.writeNumberField(
                    "FailedRecordCount",
                    errors.stream().filter(it -> !it.isEmpty()).count());
            generator.writeArrayFieldStart("Records");
            for (int i = 0; i < errors.size(); i++) {
                generator.writeStartObject();
                if (errors.get(i).isEmpty()) {
                    generator.writeStringField("SequenceNumber", SEQUENCE_PREFIX + (firstSequence + i));
                    generator.writeStringField("ShardId", "shardId-000000000000");
                } else {
                    generator.writeStringField("ErrorCode", errors.get(i));
                    generator.writeStringField("ErrorMessage", "scripted");
                }
                generator.writeEndObject();
            }
            generator.writeEndArray();
            generator.writeEndObject();
        }
        return Buffer.buffer(out.toByteArray());
    }
}
