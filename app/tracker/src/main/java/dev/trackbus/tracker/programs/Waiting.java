package dev.trackbus.tracker.programs;

import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.tracker.settings.ValueFormat;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of all commands that change something. */
final class Waiting {
    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = Time.class,
            description =
                    "How long stream or Redis may stand still, like 500ms, 30s or 2m (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(names = "--no-wait", description = "Ends when the stream has it, and does not ask Redis.")
    private boolean noWait;

    @Option(
            names = "--as-version",
            paramLabel = "VERSION",
            converter = Version.class,
            description = "Version of programs without one; the default is the time of sending in ms since 1970.")
    private Long version;

    Duration timeout() {
        return timeout;
    }

    boolean forRedis() {
        return !noWait;
    }

    /** Returns the version of programs without one, empty if each gets the time of sending. */
    OptionalLong asVersion() {
        return version == null ? OptionalLong.empty() : OptionalLong.of(version);
    }

    /** Returns what gives programs without a version theirs. */
    LongSupplier versions(InstantSource clock) {
        return version == null ? new Stamps(clock)::next : () -> version;
    }

    /** Versions as programs have them. */
    static final class Version implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            boolean holds = text.matches("[0-9]{1,16}") && Long.parseLong(text) <= ProgramDocument.MAX_VERSION;
            if (!holds) {
                throw new TypeConversionException("must be 0 to " + ProgramDocument.MAX_VERSION);
            }
            return Long.parseLong(text);
        }
    }

    /** Lengths of time as the settings have them. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return ValueFormat.DURATION.read(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
