package dev.trackbus.proto;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Fields of a program in a JSON object, each as the text that stands there: a number keeps its spelling. Reads an object to
 * its end although a field of it is faulty, so that the next one can be read.
 */
final class JsonFields {
    /** Held in memory of one object; the rules of a program allow much less. */
    private static final long MAX_CHARACTERS = 1 << 20;

    /** Read of one object at all, held or not. */
    private static final long MAX_READ = 16 << 20;

    private static final int MAX_DEPTH = 100;
    private static final Set<String> KNOWN = Set.of(
            ProgramDocument.PROGRAM_ID,
            ProgramDocument.CUSTOMER_ID,
            ProgramDocument.ACTIVE,
            ProgramDocument.VALID_FROM,
            ProgramDocument.VALID_UNTIL,
            ProgramDocument.VERSION,
            ProgramDocument.DELETED,
            "programName",
            "checksum",
            "customerName");

    private final JsonParser parser;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private long characters;
    private long read;
    private String fault = "";

    private JsonFields(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads an object.
     *
     * @param parser stands at the start of the object, afterwards at its end
     * @return its fields, those that are null left out
     * @throws IOException             if it is no JSON
     * @throws InvalidProgramException if the object is so large that it is not read to its end
     */
    static JsonFields read(JsonParser parser) throws IOException {
        JsonFields fields = new JsonFields(parser);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            fields.field(name);
        }
        return fields;
    }

    Map<String, String> unchecked() {
        return fields;
    }

    /** Returns the fields; throws {@link InvalidProgramException} with the first fault. */
    Map<String, String> checked() {
        FieldRules.require(fault.isEmpty(), fault);
        return fields;
    }

    private void field(String name) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            count(name.length());
        } else if (name.equals(ProgramDocument.REQUIRES)) {
            put(name, requires());
        } else if (token.isScalarValue()) {
            put(name, parser.getText());
        } else if (KNOWN.contains(name)) {
            fault(name + " must not be an object or an array");
            skip();
        } else {
            put(name, container(name));
        }
    }

    private void put(String name, String value) {
        count(name.length() + value.length());
        characters += name.length() + value.length();
        if (characters > MAX_CHARACTERS) {
            fault("the program has more than " + MAX_CHARACTERS + " characters");
        } else {
            fields.put(name, value);
        }
    }

    private void count(long more) {
        read += more;
        FieldRules.require(read <= MAX_READ, "the program has more than " + MAX_READ + " characters");
    }

    private void fault(String message) {
        fault = fault.isEmpty() ? message : fault;
    }

    private String requires() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            fault("requires must be an array of texts");
            skip();
            return "";
        }
        StringJoiner names = new StringJoiner(",");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                FieldRules.name(ProgramDocument.REQUIRES, parser.getText()).ifPresent(this::fault);
                count(parser.getTextLength());
                names.add(fault.isEmpty() ? parser.getText() : "");
            } else {
                fault("requires must be an array of texts");
                skip();
            }
        }
        return fault.isEmpty() ? names.toString() : "";
    }

    private void skip() throws IOException {
        for (int depth = change(0); depth > 0; depth = change(depth)) {
            parser.nextToken();
            count(1);
        }
    }

    private int change(int depth) {
        return depth
                + (parser.currentToken().isStructStart() ? 1 : 0)
                - (parser.currentToken().isStructEnd() ? 1 : 0);
    }

    /** The JSON text of an object or an array, without blanks between its parts. */
    private String container(String name) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = ProgramJson.FACTORY.createGenerator(text)) {
            int depth = change(0);
            while (depth > 0) {
                boolean kept = depth <= MAX_DEPTH && text.getBuffer().length() <= MAX_CHARACTERS;
                if (kept && fault.isEmpty()) {
                    copy(generator);
                } else {
                    fault(name + " is nested deeper than " + MAX_DEPTH + " levels, or too long");
                }
                parser.nextToken();
                count(1);
                depth = change(depth);
            }
            if (fault.isEmpty()) {
                copy(generator);
            }
        }
        return fault.isEmpty() ? text.toString() : "";
    }

    private void copy(JsonGenerator generator) throws IOException {
        if (parser.currentToken().isNumeric()) {
            generator.writeNumber(parser.getText());
        } else {
            generator.copyCurrentEvent(parser);
        }
    }
}
