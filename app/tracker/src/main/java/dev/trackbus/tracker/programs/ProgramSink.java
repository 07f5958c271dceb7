package dev.trackbus.tracker.programs;

import dev.trackbus.proto.InvalidProgramException;
import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.redis.ProgramStore;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Takes what a file holds, in the file's order. */
interface ProgramSink {
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
            long bytes = program.fields().entrySet().stream()
                    .mapToLong(each -> bytes(each.getKey()) + bytes(each.getValue()))
                    .sum();
            if (bytes > ProgramStore.MAX_BYTES) {
                throw new InvalidProgramException(
                        "the fields have " + bytes + " bytes together of at most " + ProgramStore.MAX_BYTES);
            }
            program(program);
        } catch (InvalidProgramException e) {
            invalid(line, e.getMessage());
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
