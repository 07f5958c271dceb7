package dev.trackbus.proto;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The rules of a program's fields; each throws {@link InvalidProgramException} naming the field. */
final class FieldRules {
    private static final int MAX_TEXT = 1_024;
    private static final long YEAR_2001 = 978_307_200_000L;
    private static final Pattern PROGRAM_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,15}");
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,9}");
    private static final Pattern NAME = Pattern.compile("[^,\\s\\p{Cntrl}]{1,64}");

    private FieldRules() {}

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new InvalidProgramException(message);
        }
    }

    static void programId(String value) {
        require(value != null, "programId is missing");
        require(PROGRAM_ID.matcher(value).matches(), "programId must be 1-64 characters of [A-Za-z0-9_-]");
    }

    /** Counts code points, as the limits of the tracking API do. */
    static void text(Map<String, String> fields, String name) {
        String value = fields.get(name);
        require(value != null, name + " is missing");
        int characters = value.codePointCount(0, value.length());
        require(characters <= MAX_TEXT, name + " has " + characters + " characters of at most " + MAX_TEXT);
    }

    static void int32(Map<String, String> fields, String name) {
        String value = fields.get(name);
        require(value != null, name + " is missing");
        boolean holds = INTEGER.matcher(value).matches() && (int) Long.parseLong(value) == Long.parseLong(value);
        require(holds, name + " must be a 32-bit integer");
    }

    static void optionalBoolean(Map<String, String> fields, String name) {
        String value = fields.getOrDefault(name, "true");
        require(value.equals("true") || value.equals("false"), name + " must be true or false");
    }

    static OptionalLong optionalLong(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        boolean holds = DECIMAL.matcher(value).matches() && Long.parseLong(value) <= ProgramDocument.MAX_VERSION;
        require(holds, name + " must be an integer from 0 to 2^53-1");
        return OptionalLong.of(Long.parseLong(value));
    }

    /** A time in milliseconds; one of our days in seconds is in January 1970. Zero is a beginning that has always been. */
    static OptionalLong time(Map<String, String> fields, String name, boolean zeroHolds) {
        OptionalLong time = optionalLong(fields, name);
        boolean holds = time.isEmpty() || time.getAsLong() >= YEAR_2001 || zeroHolds && time.getAsLong() == 0;
        require(
                holds,
                name + " is " + time.orElse(0)
                        + ", before 2001: it must be in milliseconds since 1970. Is it in seconds?");
        return time;
    }

    /** A text that UTF-8 can write: without one half of a surrogate pair. */
    static void wellFormed(String name, String text) {
        boolean holds =
                text.codePoints().noneMatch(each -> each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE);
        require(holds, name + " has half of a surrogate pair, which UTF-8 cannot write");
    }

    /** What is wrong with one name of a list, empty where it holds. */
    static Optional<String> name(String field, String name) {
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(field + " must be names of 1-64 characters without space or comma");
    }

    static List<String> names(Map<String, String> fields, String name) {
        String value = fields.getOrDefault(name, "");
        if (value.isEmpty()) {
            return List.of();
        }
        List<String> names = List.of(value.split(",", -1));
        require(names.size() <= 32, name + " has more than 32 names");
        names.forEach(each -> name(name, each).ifPresent(fault -> require(false, fault)));
        return names;
    }
}
