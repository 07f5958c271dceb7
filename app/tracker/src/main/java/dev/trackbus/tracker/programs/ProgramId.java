package dev.trackbus.tracker.programs;

import dev.trackbus.proto.InvalidProgramException;
import dev.trackbus.proto.ProgramDocument;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The id of a program, as an argument. */
final class ProgramId implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
        try {
            return tombstone(text).programId();
        } catch (InvalidProgramException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** What deletes a program. */
    static ProgramDocument tombstone(String programId) {
        return new ProgramDocument(Map.of("programId", programId, "deleted", "true"));
    }
}
