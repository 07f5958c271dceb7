package dev.trackbus.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.trackbus.bus.Parameters;
import dev.trackbus.bus.TrafficFlag;
import dev.trackbus.bus.TrafficFlags;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the parameters of one request out of its query and its body and stops at the first that breaks a limit. Of a
 * repeated parameter the last counts, in the query, in the JSON and between them (JSON after the query).
 *
 * <p>No map and no symbol table: a flood of names that share a hash costs no more than others.
 */
final class ParameterReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    private static final TrafficFlags STRAY_PERCENT = TrafficFlags.of(TrafficFlag.MALFORMED_ESCAPE);
    private static final String QUERY = "query";
    private static final String BODY = "body";
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final Parameters.Builder parameters = new Parameters.Builder();
    private TrafficFlags trafficFlags = TrafficFlags.NONE;

    Parameters read() {
        return parameters.build();
    }

    /** Returns what was unusual about what has been read. */
    TrafficFlags trafficFlags() {
        return trafficFlags;
    }

    /**
     * Reads {@code name=value&…} in one pass: {@code +} is a space, a missing {@code =} an empty value, {@code &&} is
     * skipped, a percent sign that begins no escape is text and flags the request.
     *
     * @param query as it was sent, null where there was none
     */
    ParameterReader query(String query) {
        if (query == null) {
            return this;
        }
        int start = 0;
        int equals = -1;
        boolean literal = true;
        for (int i = 0; i <= query.length(); i++) {
            char c = i < query.length() ? query.charAt(i) : '&';
            if (c == '&') {
                if (i > start) {
                    pair(query, start, equals < 0 ? i : equals, i, literal);
                }
                start = i + 1;
                equals = -1;
                literal = true;
            } else if (c == '=' && equals < 0) {
                equals = i;
            } else if (c == '+' || !PercentDecoder.isLiteral(c)) {
                literal = false;
            }
        }
        return this;
    }

    private void pair(String query, int start, int equals, int end, boolean literal) {
        int value = Math.min(equals + 1, end);
        if (literal) {
            put(query.substring(start, equals), query.substring(value, end), QUERY);
        } else {
            String name = decoded(PercentDecoder.ofQuery(query, start, equals, QUERY));
            put(name, decoded(PercentDecoder.ofQuery(query, value, end, fieldOf(name, QUERY))), QUERY);
        }
    }

    private String decoded(PercentDecoder decoder) {
        String text = decoder.decode();
        if (decoder.hasStrayPercent()) {
            trafficFlags = STRAY_PERCENT;
        }
        return text;
    }

    /**
     * Reads a flat JSON object of texts, numbers and booleans; numbers keep their spelling. A member that is null counts as
     * absent, and a byte order mark before the object is skipped, as in the JSON of a program.
     *
     * @param body not empty
     */
    ParameterReader json(Buffer body) {
        try (JsonParser parser = JSON.createParser(text(body))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw notFlat();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = clean(parser.currentName(), BODY);
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_NULL) {
                    continue;
                }
                if (!value.isScalarValue()) {
                    throw new BadRequestException(
                            ProblemCode.MALFORMED_JSON, fieldOf(name, BODY), ProblemCode.MALFORMED_JSON.title());
                }
                put(name, clean(parser.getText(), fieldOf(name, BODY)), BODY);
            }
            if (parser.nextToken() != null) {
                throw notFlat();
            }
        } catch (IOException e) {
            throw notFlat();
        }
        return this;
    }

    private static String text(Buffer body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.getBytes()))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BadRequestException(ProblemCode.MALFORMED_ENCODING, BODY, "UTF-8 is malformed");
        }
    }

    private static String clean(String text, String field) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                throw PercentDecoder.controlCharacter(field);
            }
            if (Character.isSurrogate(c) && !Character.isSupplementaryCodePoint(text.codePointAt(i++))) {
                throw new BadRequestException(
                        ProblemCode.MALFORMED_ENCODING, field, "an escape encodes half a character");
            }
        }
        return text;
    }

    private void put(String name, String value, String source) {
        if (name.isEmpty()) {
            throw broken(ProblemCode.EMPTY_NAME, source);
        }
        if (isLonger(name, Limits.NAME_CHARACTERS)) {
            throw broken(ProblemCode.NAME_TOO_LONG, source);
        }
        if (isLonger(value, Limits.VALUE_CHARACTERS)) {
            throw broken(ProblemCode.VALUE_TOO_LONG, name);
        }
        if (!parameters.put(name, value)) {
            throw broken(ProblemCode.TOO_MANY_PARAMETERS, source);
        }
    }

    private static String fieldOf(String name, String source) {
        return name.isEmpty() || isLonger(name, Limits.NAME_CHARACTERS) ? source : name;
    }

    private static boolean isLonger(String text, int characters) {
        return text.length() > characters && text.codePointCount(0, text.length()) > characters;
    }

    private static BadRequestException notFlat() {
        return broken(ProblemCode.MALFORMED_JSON, BODY);
    }

    private static BadRequestException broken(ProblemCode code, String field) {
        return new BadRequestException(code, field, code.title());
    }
}
