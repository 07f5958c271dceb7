package dev.trackbus.proto;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A program as JSON, as it stands on the core data stream and on the Redis channel: numbers as numbers,
 * {@code requires} as an array of texts. Reading also takes numbers and booleans as texts, as the reference writes them;
 * a number that is read as a text keeps its spelling. An unknown field that is no text is kept as its JSON text. A byte
 * order mark is ignored.
 */
public final class ProgramJson {
    /** Numbers may be as long as texts: the rules of the fields say what they must be. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100_000)
                    .maxNumberLength(1 << 20)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Set<String> NUMBERS = Set.of(
            ProgramDocument.CUSTOMER_ID,
            ProgramDocument.VALID_FROM,
            ProgramDocument.VALID_UNTIL,
            ProgramDocument.VERSION);
    private static final Set<String> BOOLEANS = Set.of(ProgramDocument.ACTIVE, ProgramDocument.DELETED);

    private ProgramJson() {}

    /**
     * Reads one program.
     *
     * @param json a JSON object
     * @return the checked document
     * @throws InvalidProgramException if it is no JSON object, or a field breaks its rule
     */
    public static ProgramDocument read(String json) {
        return new ProgramDocument(object(json).checked());
    }

    /**
     * Opens a text of several programs for {@link #read(JsonParser)}.
     *
     * @param in UTF-8, with or without a byte order mark
     * @return the parser, before the first token
     * @throws IOException if it can't be read
     */
    public static JsonParser parser(InputStream in) throws IOException {
        return FACTORY.createParser(in);
    }

    /**
     * Reads one program of several.
     *
     * @param parser stands at the start of an object, afterwards at its end unless the object is larger than 16 MiB
     * @return the checked document
     * @throws IOException             if it is no JSON
     * @throws InvalidProgramException if a field breaks its rule
     */
    public static ProgramDocument read(JsonParser parser) throws IOException {
        return new ProgramDocument(JsonFields.read(parser).checked());
    }

    /**
     * The program that a message without a version is about; nothing else in the message is checked.
     *
     * @param json a JSON object
     * @return its programId, empty where it has a version
     * @throws InvalidProgramException if it is no JSON object, or its programId is missing or malformed
     */
    public static Optional<String> idWithoutVersion(String json) {
        Map<String, String> fields = object(json).unchecked();
        FieldRules.programId(fields.get(ProgramDocument.PROGRAM_ID));
        return fields.containsKey(ProgramDocument.VERSION)
                ? Optional.empty()
                : Optional.of(fields.get(ProgramDocument.PROGRAM_ID));
    }

    private static JsonFields object(String json) {
        int start = json.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
        try (JsonParser parser = FACTORY.createParser(json.substring(start))) {
            FieldRules.require(parser.nextToken() == JsonToken.START_OBJECT, "not a JSON object");
            JsonFields fields = JsonFields.read(parser);
            FieldRules.require(parser.nextToken() == null, "something stands behind the JSON object");
            return fields;
        } catch (JsonProcessingException e) {
            throw new InvalidProgramException("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes one program; {@link #read(String)} gives the same document again.
     *
     * @param document what to write
     * @return one line of JSON
     */
    public static String write(ProgramDocument document) {
        ObjectNode object = MAPPER.createObjectNode();
        document.fields().forEach((name, value) -> {
            if (NUMBERS.contains(name)) {
                object.put(name, Long.parseLong(value));
            } else if (BOOLEANS.contains(name)) {
                object.put(name, Boolean.parseBoolean(value));
            } else if (name.equals(ProgramDocument.REQUIRES)) {
                ArrayNode names = object.putArray(name);
                FieldRules.names(document.fields(), name).forEach(names::add);
            } else {
                object.put(name, value);
            }
        });
        return object.toString();
    }
}
