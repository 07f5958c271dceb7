package dev.trackbus.tracker.programs;

import dev.trackbus.tracker.settings.ValueFormat;
import java.time.Duration;
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

    Duration timeout() {
        return timeout;
    }

    boolean forRedis() {
        return !noWait;
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
