package dev.trackbus.local.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON mapper of this package. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** Creates an empty object. */
    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Returns a node as JSON text. */
    static String text(JsonNode node) {
        return node.toString();
    }

    /** Returns the error object of the Runtime API as JSON text. */
    static String error(String message) {
        return object().put("errorMessage", message).toString();
    }

    /** Parses a JSON document. Returns a missing node if the text is not JSON. */
    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return MAPPER.missingNode();
        }
    }
}
