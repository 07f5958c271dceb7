package dev.trackbus.bench;

import dev.trackbus.local.SamplePrograms;
import dev.trackbus.proto.ProgramDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Programs p1, p2, …, all as valid as the sample that is: for loads that need many. */
public final class ProgramCopies {
    /** The sample that is valid. */
    static final String VALID = "212313";

    private static final Map<String, String> FIELDS = SamplePrograms.all().stream()
            .filter(program -> program.programId().equals(VALID))
            .findFirst()
            .orElseThrow()
            .fields();

    private ProgramCopies() {}

    /**
     * The first of them.
     *
     * @param count how many
     * @return p1 … pN
     */
    public static List<ProgramDocument> first(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(ProgramCopies::number).toList();
    }

    /**
     * One of them.
     *
     * @param number 1 or more
     * @return p and the number
     */
    public static ProgramDocument number(int number) {
        Map<String, String> fields = new HashMap<>(FIELDS);
        fields.put("programId", "p" + number);
        return new ProgramDocument(fields);
    }
}
