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
 * What a record of the core data stream says: one program, or an array of them. In an array each stands for itself: a
 * bad one does not keep the others from being stored.
 *
 * @param updates the programs to write, in their order
 * @param faults  what is wrong with the first ten of the others, and how many more there are
 */
record CoreDataRecord(List<Update> updates, List<String> faults) {
    /** A program that is nested deeply, or has a long number, is refused by its own rules, without the others. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100_000)
                    .maxNumberLength(1 << 20)
                    .build())
            .build();

    private static final int MAX_FAULTS = 10;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final char REPLACEMENT = '\uFFFD';

    /**
     * Reads a record.
     *
     * @param record its data: UTF-8 JSON
     * @return updates and faults, at least one of both
     */
    static CoreDataRecord read(StreamRecord record) {
        List<Update> updates = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        int more = 0;
        try {
            List<String> programs = programs(text(record));
            for (int i = 0; i < programs.size(); i++) {
                String place = programs.size() == 1 ? "" : "program " + (i + 1) + " of " + programs.size() + ": ";
                try {
                    updates.add(Update.read(programs.get(i), record.arrivedAt().toEpochMilli()));
                } catch (InvalidProgramException e) {
                    more += faults.size() < MAX_FAULTS ? 0 : 1;
                    if (faults.size() < MAX_FAULTS) {
                        faults.add(place + e.getMessage());
                    }
                }
            }
        } catch (InvalidProgramException e) {
            faults.add(e.getMessage());
        }
        if (more > 0) {
            faults.add("and " + more + " more");
        }
        return new CoreDataRecord(updates, faults);
    }

    /** The quick decoder puts U+FFFD where bytes are no UTF-8; only where one stands does the strict one have to look. */
    private static String text(StreamRecord record) {
        byte[] bytes = new byte[record.data().remaining()];
        record.data().duplicate().get(bytes);
        String text = withoutMark(new String(bytes, StandardCharsets.UTF_8));
        if (text.indexOf(REPLACEMENT) < 0) {
            return text;
        }
        try {
            return withoutMark(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new InvalidProgramException("not UTF-8");
        }
    }

    private static String withoutMark(String text) {
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
                throw new InvalidProgramException("something stands behind the array");
            }
        } catch (JsonProcessingException e) {
            throw new InvalidProgramException("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (programs.isEmpty()) {
            throw new InvalidProgramException("an array without a program");
        }
        return programs;
    }

    /**
     * The faults for an operator.
     *
     * @return in one line
     */
    String reason() {
        return String.join("; ", faults);
    }
}
