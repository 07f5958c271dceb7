package dev.trackbus.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Parser of the JSON event with which Lambda passes a batch of Kinesis records. It reads tokens instead of mapping
 * beans, because a mapper dominates the cold start. One instance parses one record.
 */
final class KinesisEventParser {
    private static final JsonFactory JSON = new JsonFactory();

    private String sequenceNumber;
    private String partitionKey = "";
    private Instant arrivedAt = Instant.EPOCH;
    private byte[] data;
    private String streamArn = "";
    private String eventId = "";

    private KinesisEventParser() {}

    /**
     * Parses an event.
     *
     * @param in UTF-8 JSON with {@code Records}
     * @return its records in order
     * @throws IOException if it is not JSON or not a Kinesis event; the message says what is wrong and where
     */
    static List<ReceivedRecord> read(InputStream in) throws IOException {
        List<ReceivedRecord> batch = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(in)) {
            expect(parser, parser.nextToken(), JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (field.equals("Records")) {
                    expect(parser, value, JsonToken.START_ARRAY);
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        batch.add(new KinesisEventParser().record(parser));
                    }
                } else {
                    parser.skipChildren();
                }
            }
            expect(parser, parser.currentToken(), JsonToken.END_OBJECT);
        }
        return batch;
    }

    private ReceivedRecord record(JsonParser parser) throws IOException {
        expect(parser, parser.currentToken(), JsonToken.START_OBJECT);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "kinesis" -> {
                    expect(parser, value, JsonToken.START_OBJECT);
                    kinesis(parser);
                }
                case "eventSourceARN" -> streamArn = parser.getValueAsString("");
                case "eventID" -> eventId = parser.getValueAsString("");
                default -> parser.skipChildren();
            }
        }
        if (sequenceNumber == null || data == null) {
            throw new IOException("Not a Kinesis event: a record has no sequenceNumber or no data");
        }
        int colon = eventId.indexOf(':');
        StreamRecord record = new StreamRecord(
                sequenceNumber, partitionKey, arrivedAt, ByteBuffer.wrap(data).asReadOnlyBuffer());
        return new ReceivedRecord(record, streamArn, colon < 0 ? "" : eventId.substring(0, colon));
    }

    private void kinesis(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "sequenceNumber" -> sequenceNumber = parser.getValueAsString();
                case "partitionKey" -> partitionKey = parser.getValueAsString("");
                case "approximateArrivalTimestamp" -> arrivedAt = instant(parser.getDecimalValue());
                case "data" -> data = parser.getBinaryValue();
                default -> parser.skipChildren();
            }
        }
    }

    private static Instant instant(BigDecimal seconds) {
        return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    }

    private static void expect(JsonParser parser, JsonToken token, JsonToken wanted) throws IOException {
        if (token != wanted) {
            throw new IOException(
                    "Not a Kinesis event: expected " + wanted + ", found " + token + " at " + parser.currentLocation());
        }
    }
}
