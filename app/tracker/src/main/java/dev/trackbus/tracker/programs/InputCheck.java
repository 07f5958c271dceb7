package dev.trackbus.tracker.programs;

import dev.trackbus.proto.ProgramDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Looks at all that a file holds before any of it is sent, and collects what is wrong with it. */
final class InputCheck implements ProgramSink {
    private static final int MOST_TOLD = 20;
    private static final int MOST_SHOWN = 64;
    private static final Set<String> KNOWN = Set.of(
            "programId",
            "programName",
            "checksum",
            "customerId",
            "customerName",
            "active",
            "validFrom",
            "validUntil",
            "requires",
            "version",
            "deleted");

    private final String name;
    private final VersionConflicts conflicts;
    private final Consumer<ProgramDocument> valid;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> unknown = new TreeSet<>();
    private final long latest;
    private String firstAhead = "";
    private long ahead;
    private long programs;
    private long invalid;

    /**
     * @param name   what the input is called in messages
     * @param latest version above which a program is named, in milliseconds since 1970
     * @param conflicts search for two states with the same version
     * @param valid  given each program that holds
     */
    InputCheck(String name, long latest, VersionConflicts conflicts, Consumer<ProgramDocument> valid) {
        this.name = name;
        this.conflicts = conflicts;
        this.latest = latest;
        this.valid = valid;
    }

    @Override
    public void program(ProgramDocument program) {
        programs++;
        program.fields().keySet().stream().filter(each -> !KNOWN.contains(each)).forEach(this::note);
        if (program.version().orElse(0) > latest && ahead++ == 0) {
            firstAhead =
                    program.programId() + " with version " + program.version().getAsLong();
        }
        conflicts
                .add(program)
                .ifPresent(version -> fault(name + ": program " + program.programId() + " has two states with version "
                        + version + " and different content; give each its own version"));
        valid.accept(program);
    }

    private void note(String field) {
        if (unknown.size() < MOST_TOLD) {
            unknown.add(field.length() <= MOST_SHOWN ? field : field.substring(0, MOST_SHOWN) + "…");
        }
    }

    @Override
    public void invalid(int line, String why) {
        fault(name + ":" + line + ": " + why);
    }

    private void fault(String text) {
        invalid++;
        if (faults.size() < MOST_TOLD) {
            faults.add(text);
        }
    }

    /**
     * Whether it may be sent.
     *
     * @param note told of fields that no reader knows and of versions ahead of the clock, where there are some
     * @return how many programs there are, 1 or more
     * @throws InvalidInputException where something is wrong, or there is nothing
     */
    long passed(Consumer<String> note) {
        if (invalid > faults.size()) {
            faults.add(name + ": and " + (invalid - faults.size()) + " more");
        }
        if (invalid > 0) {
            throw new InvalidInputException(String.join(System.lineSeparator(), faults));
        }
        if (programs == 0) {
            throw new InvalidInputException(name + ": there is no program in it");
        }
        if (!unknown.isEmpty()) {
            note.accept(name + ": no field of a program, kept as it is: " + String.join(", ", unknown));
        }
        if (ahead > 0) {
            note.accept(name + ": programs with a version more than a day ahead of the clock: " + ahead
                    + ", the first is " + firstAhead + ". Later changes need a higher version.");
        }
        return programs;
    }
}
