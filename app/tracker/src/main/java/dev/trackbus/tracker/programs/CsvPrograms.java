package dev.trackbus.tracker.programs;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.trackbus.proto.InvalidProgramException;
import dev.trackbus.proto.ProgramDocument;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Programs as comma-separated values (RFC 4180): the first row names the fields, an empty cell is an absent field, and
 * {@code requires} holds its names with semicolons between them.
 */
final class CsvPrograms implements ProgramFormat {
    /** Of a row; the rules of a program allow much less. */
    private static final long MAX_CHARACTERS = 1 << 20;

    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    @Override
    public void read(InputStream in, ProgramSink sink) throws IOException {
        try (CsvParser parser = MAPPER.getFactory().createParser(in)) {
            rows(parser, sink);
        }
    }

    private static void rows(CsvParser parser, ProgramSink sink) throws IOException {
        try {
            parser.nextToken();
            List<String> names = header(parser, sink);
            while (!names.isEmpty() && parser.nextToken() == JsonToken.START_ARRAY) {
                parser.nextToken();
                int line = line(parser);
                List<String> cells = row(parser);
                sink.offer(line, () -> new ProgramDocument(fields(names, cells)).requireMilliseconds());
            }
        } catch (JsonProcessingException e) {
            sink.invalid(line(parser), "not CSV: " + e.getOriginalMessage());
        }
    }

    /** Where the cell begins that was read last. */
    private static int line(CsvParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    /** The cells from the one that was just read to the end of the row. */
    private static List<String> row(CsvParser parser) throws IOException {
        List<String> cells = new ArrayList<>();
        long characters = 0;
        for (JsonToken token = parser.currentToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            characters += 1 + parser.getTextLength();
            if (characters > MAX_CHARACTERS) {
                throw new JsonParseException(parser, "a row has more than " + MAX_CHARACTERS + " characters");
            }
            cells.add(parser.getText());
        }
        return cells;
    }

    /** The names of the columns; none, with the reason told, where the rows can't be understood by it. */
    private static List<String> header(CsvParser parser, ProgramSink sink) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            sink.invalid(1, "there is no header row");
            return List.of();
        }
        parser.nextToken();
        List<String> names = row(parser).stream().map(String::strip).toList();
        if (!names.contains("programId")) {
            sink.invalid(1, "the header has no column programId; columns are separated by commas");
            return List.of();
        }
        if (names.contains("") || new HashSet<>(names).size() < names.size()) {
            sink.invalid(1, "the header has a column without a name, or two of one name");
            return List.of();
        }
        return names;
    }

    private static Map<String, String> fields(List<String> names, List<String> cells) {
        if (cells.size() != names.size()) {
            throw new InvalidProgramException("the row has " + cells.size() + " cells, the header " + names.size());
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                fields.put(names.get(i), cell(names.get(i), cells.get(i)));
            }
        }
        return fields;
    }

    private static String cell(String name, String text) {
        if (!name.equals("requires")) {
            return text;
        }
        if (text.contains(",")) {
            throw new InvalidProgramException("requires must be names with semicolons between them");
        }
        return text.replace(';', ',');
    }
}
