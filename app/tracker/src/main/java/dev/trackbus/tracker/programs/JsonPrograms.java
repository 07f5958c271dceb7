package dev.trackbus.tracker.programs;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import dev.trackbus.proto.InvalidProgramException;
import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.proto.ProgramJson;
import java.io.IOException;
import java.io.InputStream;

/** Programs as JSON: one object, several after one another (a line each, as {@code list --json} writes them), or an array. */
final class JsonPrograms implements ProgramFormat {
    @Override
    public void read(InputStream in, ProgramSink sink) throws IOException {
        try (JsonParser parser = ProgramJson.parser(in)) {
            read(parser, sink);
        }
    }

    private static void read(JsonParser parser, ProgramSink sink) throws IOException {
        try {
            boolean inArray = false;
            boolean goesOn = true;
            for (JsonToken token = parser.nextToken(); goesOn && token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY && !inArray || token == JsonToken.END_ARRAY) {
                    inArray = token == JsonToken.START_ARRAY;
                } else {
                    goesOn = one(parser, token, sink);
                }
            }
        } catch (JsonProcessingException e) {
            // Limits of the parser are exceeded at no place that the exception knows.
            JsonLocation place = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
            sink.invalid(place.getLineNr(), "not JSON: " + e.getOriginalMessage());
        }
    }

    /** Reads one program; false where its end was not reached, so that there is no next one. */
    private static boolean one(JsonParser parser, JsonToken token, ProgramSink sink) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            sink.invalid(line, "not a JSON object");
            return true;
        }
        JsonStreamContext outside = parser.getParsingContext().getParent();
        ProgramDocument program;
        try {
            program = ProgramJson.read(parser).requireMilliseconds();
        } catch (InvalidProgramException e) {
            sink.invalid(line, e.getMessage());
            return parser.getParsingContext() == outside;
        }
        sink.offer(line, () -> program);
        return true;
    }
}
