package dev.trackbus.tracker.programs;

import dev.trackbus.proto.ProgramDocument;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** Option of the commands that read programs: whether the versions in the input are kept, which is the default. */
final class InputVersions {
    private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

    @Option(
            names = "--new-version",
            description = "Replaces each version in the input by that of a program without one.")
    private boolean replaced;

    /** Returns the program as it is to be sent, without its version where that is to be replaced. */
    ProgramDocument of(ProgramDocument program) {
        if (!replaced) {
            return program;
        }
        Map<String, String> fields = new LinkedHashMap<>(program.fields());
        fields.remove("version");
        return new ProgramDocument(fields);
    }

    /** Returns the latest version that needs no note, in milliseconds since 1970. */
    long latest(InstantSource clock) {
        return replaced ? ProgramDocument.MAX_VERSION : clock.millis() + CLOCK_TOLERANCE.toMillis();
    }

    /** Returns the search for states of a program with the same version. */
    VersionConflicts conflicts(OptionalLong asVersion) {
        return new VersionConflicts(asVersion, replaced);
    }

    /** Returns words for the state of a load, so that a load with other versions does not resume this one. */
    String words(OptionalLong asVersion) {
        return (replaced ? " new-version" : "") + (asVersion.isPresent() ? " as-version " + asVersion.getAsLong() : "");
    }
}
