package dev.trackbus.updater;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.trackbus.function.StreamRecord;
import dev.trackbus.proto.InvalidProgramException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Content of a record of the core data stream: one program, or an array of programs. The programs of an array are
 * independent: an invalid one does not prevent the others from being stored.
 *
 * @param updates valid programs, in their order
 * @param errors  errors of the first ten invalid programs, then the number of further ones
 */
record CoreDataRecord(List<ProgramUpdate> updates, List<String> errors) {
    /** Has high limits, so that a deeply nested program or a long number does not reject the whole array. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100_000)
                    .maxNumberLength(1 << 20)
                    .build())
            .build();

    private static final int MAX_ERRORS = 10;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final char REPLACEMENT = '\uFFFD';

    /**
     * Parses a record.
     *
     * @param record record whose data is JSON in UTF-8
     * @return its content, with at least one update or error
     */
    static CoreDataRecord read(StreamRecord record) {
        List<ProgramUpdate> updates = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        int more = 0;
        try {
            List<String> programs = programs(text(record));
            for (int i = 0; i < programs.size(); i++) {
                String position = programs.size() == 1 ? "" : "program " + (i + 1) + " of " + programs.size() + ": ";
                try {
                    updates.add(ProgramUpdate.read(
                            programs.get(i), record.arrivedAt().toEpochMilli()));
                } catch (InvalidProgramException e) {
                    more += errors.size() < MAX_ERRORS ? 0 : 1;
                    if (errors.size() < MAX_ERRORS) {
                        errors.add(position + e.getMessage());
                    }
                }
            }
        } catch (InvalidProgramException e) {
            errors.add(e.getMessage());
        }
        if (more > 0) {
            errors.add("and " + more + " more");
        }
        return new CoreDataRecord(updates, errors);
    }

    /** Decodes UTF-8. The strict, slower decoder runs only if the result contains U+FFFD, which marks invalid bytes. */
    private static String text(StreamRecord record) {
        byte[] bytes = new byte[record.data().remaining()];
        record.data().duplicate().get(bytes);
        String text = withoutByteOrderMark(new String(bytes, StandardCharsets.UTF_8));
        if (text.indexOf(REPLACEMENT) < 0) {
            return text;
        }
        try {
            return withoutByteOrderMark(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new InvalidProgramException("not UTF-8");
        }
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static List<String> programs(String text) {
        if (!text.stripLeading().startsWith("[")) {
            return List.of(text);
        }
        List<String> programs = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                long start = parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                parser.finishToken();
                programs.add(text.substring(
                        (int) start, (int) parser.currentLocation().getCharOffset()));
            }
            if (parser.nextToken() != null) {
                throw new InvalidProgramException("the array is followed by more text");
            }
        } catch (JsonProcessingException e) {
            throw new InvalidProgramException("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (programs.isEmpty()) {
            throw new InvalidProgramException("the array is empty");
        }
        return programs;
    }

    /**
     * Returns the errors as text for an operator.
     *
     * @return one line
     */
    String reason() {
        return String.join("; ", errors);
    }
}
