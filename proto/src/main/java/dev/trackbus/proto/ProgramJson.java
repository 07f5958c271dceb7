package dev.trackbus.proto;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A program as JSON, as it stands on the core data stream and on the Redis channel: numbers as numbers,
 * {@code requires} as an array of texts. Reading also takes numbers and booleans as texts, as the reference writes them.
 * An unknown field that is no text is kept as its JSON text.
 */
public final class ProgramJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
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
        return new ProgramDocument(fields(object(json)));
    }

    /**
     * The program that a message without a version is about; nothing else in the message is checked.
     *
     * @param json a JSON object
     * @return its programId, empty where it has a version
     * @throws InvalidProgramException if it is no JSON object, or its programId is missing or malformed
     */
    public static Optional<String> idWithoutVersion(String json) {
        Map<String, String> fields = fields(object(json));
        FieldRules.programId(fields.get(ProgramDocument.PROGRAM_ID));
        return fields.containsKey(ProgramDocument.VERSION)
                ? Optional.empty()
                : Optional.of(fields.get(ProgramDocument.PROGRAM_ID));
    }

    private static ObjectNode object(String json) {
        JsonNode node;
        try {
            node = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new InvalidProgramException("not JSON: " + e.getOriginalMessage());
        }
        FieldRules.require(node.isObject(), "not a JSON object");
        return (ObjectNode) node;
    }

    private static Map<String, String> fields(ObjectNode object) {
        Map<String, String> fields = new LinkedHashMap<>();
        object.properties().forEach(property -> {
            JsonNode value = property.getValue();
            if (!value.isNull()) {
                fields.put(property.getKey(), text(property.getKey(), value));
            }
        });
        return fields;
    }

    private static String text(String name, JsonNode value) {
        if (name.equals(ProgramDocument.REQUIRES) && value.isArray()) {
            StringJoiner names = new StringJoiner(",");
            value.forEach(each -> names.add(each.asText()));
            return names.toString();
        }
        return value.isContainerNode() ? value.toString() : value.asText();
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
