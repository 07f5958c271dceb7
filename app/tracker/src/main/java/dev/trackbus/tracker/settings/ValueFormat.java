package dev.trackbus.tracker.settings;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a setting's text becomes its value.
 *
 * @param <T> the value
 */
@FunctionalInterface
public interface ValueFormat<T> {
    /** Any text that is not blank. */
    ValueFormat<String> TEXT = text -> {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must not be blank");
        }
        return text;
    };

    /** Any text, the empty one too. */
    ValueFormat<String> ANY_TEXT = text -> text;

    /** A TCP port; 0 lets the system choose. */
    ValueFormat<Integer> PORT = integer(0, 65_535);

    /** {@code true} or {@code false}. */
    ValueFormat<Boolean> SWITCH = text -> choice("true", "false").read(text).equals("true");

    /** A path of the file system. */
    ValueFormat<Path> PATH = text -> {
        try {
            return Path.of(TEXT.read(text));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "must be a path that this locale can write; set LC_ALL=C.UTF-8 for letters beyond ASCII");
        }
    };

    /** Name or address of a host. */
    ValueFormat<String> HOST = HostName::check;

    /** Name of a Region, by its form: new ones are made all the time. */
    ValueFormat<String> REGION = text -> {
        if (!text.matches("[a-z]{2,6}(-[a-z]{2,12}){1,3}-[0-9]{1,2}")) {
            throw new IllegalArgumentException("must be a Region like eu-central-1");
        }
        return text;
    };

    /** An absolute http or https address. */
    ValueFormat<URI> ENDPOINT = HostName::endpoint;

    /** A length of time: a number with ms, s or m. */
    ValueFormat<Duration> DURATION = text -> {
        Matcher matcher = Pattern.compile("([0-9]{1,9}) ?(ms|s|m)").matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be a number with ms, s or m, like 500ms or 5s");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    };

    /** A number of bytes, bare or with KiB, MiB or GiB. */
    ValueFormat<Long> BYTES = text -> {
        Matcher matcher =
                Pattern.compile("([0-9]{1,9}) ?(B|KiB|MiB|GiB)?|([0-9]{1,18})").matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be a number of bytes, bare or with KiB, MiB or GiB, like 64MiB");
        }
        if (matcher.group(3) != null) {
            return Long.parseLong(matcher.group(3));
        }
        String unit = matcher.group(2) == null ? "B" : matcher.group(2);
        return Long.parseLong(matcher.group(1))
                << Map.of("B", 0, "KiB", 10, "MiB", 20, "GiB", 30).get(unit);
    };

    /**
     * Reads a text.
     *
     * @param text what is set
     * @return the value
     * @throws IllegalArgumentException whose message says what the text must be, without the setting's name
     */
    T read(String text);

    /**
     * A whole number within bounds.
     *
     * @param least the lowest that holds
     * @param most  the highest that holds
     * @return the format
     */
    static ValueFormat<Integer> integer(int least, int most) {
        return text -> {
            boolean holds =
                    text.matches("-?[0-9]{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most;
            if (!holds) {
                throw new IllegalArgumentException("must be " + least + "-" + most);
            }
            return Integer.parseInt(text);
        };
    }

    /**
     * One of a few words.
     *
     * @param words those that hold
     * @return the format
     */
    static ValueFormat<String> choice(String... words) {
        List<String> known = List.of(words);
        return text -> {
            if (!known.contains(text)) {
                throw new IllegalArgumentException("must be " + String.join(" or ", known));
            }
            return text;
        };
    }
}
