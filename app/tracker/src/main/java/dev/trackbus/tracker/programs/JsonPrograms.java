package dev.trackbus.tracker.programs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trackbus.proto.ProgramJson;
import java.io.IOException;
import java.io.InputStream;

/** Programs as JSON: one object, several after one another (a line each, as {@code list --json} writes them), or an array. */
final class JsonPrograms implements ProgramFormat {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    @Override
    public void read(InputStream in, ProgramSink sink) throws IOException {
        try (JsonParser parser = MAPPER.createParser(in)) {
            boolean inArray = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY && !inArray || token == JsonToken.END_ARRAY) {
                    inArray = token == JsonToken.START_ARRAY;
                } else {
                    one(parser, token, sink);
                }
            }
        } catch (JsonProcessingException e) {
            sink.invalid(e.getLocation().getLineNr(), "not JSON: " + e.getOriginalMessage());
        }
    }

    private static void one(JsonParser parser, JsonToken token, ProgramSink sink) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        if (token == JsonToken.START_OBJECT) {
            JsonNode object = MAPPER.readTree(parser);
            sink.offer(line, () -> ProgramJson.read(object.toString()));
        } else {
            parser.skipChildren();
            sink.invalid(line, "not a JSON object");
        }
    }
}
