package dev.trackbus.tracker.programs;

import dev.trackbus.proto.InvalidProgramException;
import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.proto.ProgramJson;
import dev.trackbus.redis.ProgramStore;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Takes what a file holds, in the file's order. */
interface ProgramSink {
    /** 16 digits. */
    String LONGEST_VERSION = Long.toString((1L << 53) - 1);

    /**
     * A program, or a tombstone.
     *
     * @param program checked
     */
    void program(ProgramDocument program);

    /**
     * Something that is none.
     *
     * @param line from 1 on
     * @param why  names the field
     */
    void invalid(int line, String why);

    /**
     * Reads one program, and tells whether it holds.
     *
     * @param line    where it begins
     * @param reading throws {@link InvalidProgramException} where it does not
     */
    default void offer(int line, Supplier<ProgramDocument> reading) {
        try {
            ProgramDocument program = reading.get();
            int bytes = bytes(program);
            if (bytes > ProgramStore.MAX_BYTES) {
                throw new InvalidProgramException(
                        "the program has " + bytes + " bytes as JSON of at most " + ProgramStore.MAX_BYTES);
            }
            program(program);
        } catch (InvalidProgramException e) {
            invalid(line, e.getMessage());
        }
    }

    /** What the core data updater will measure: the JSON with the longest version. */
    private static int bytes(ProgramDocument program) {
        Map<String, String> fields = new LinkedHashMap<>(program.fields());
        fields.put("version", LONGEST_VERSION);
        return ProgramJson.write(new ProgramDocument(fields)).getBytes(StandardCharsets.UTF_8).length;
    }
}
