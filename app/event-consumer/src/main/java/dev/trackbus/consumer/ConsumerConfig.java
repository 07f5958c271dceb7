package dev.trackbus.consumer;

import dev.trackbus.function.Environment;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where events are stored, and for how long. Region, keys and endpoint are AWS's own settings, which its SDK reads.
 *
 * @param table   the table's name, 3-255 characters of [A-Za-z0-9_.-]
 * @param ttlDays days from an event's arrival to its removal, 1-3,650
 * @param shards  over how many index keys a program's events, and a customer's of one day, are spread, 1-100; each takes
 *                1,000 writes a second, and a query asks all of them
 */
record ConsumerConfig(String table, int ttlDays, int shards) {
    private static final Pattern TABLE = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    /** Throws {@link IllegalArgumentException} that names the setting. */
    ConsumerConfig {
        Objects.requireNonNull(table, "table");
        if (!TABLE.matcher(table).matches()) {
            throw new IllegalArgumentException(
                    "EVENTS_TABLE must be 3-255 characters of [A-Za-z0-9_.-], was \"" + table + "\"");
        }
        check("EVENTS_TTL_DAYS", ttlDays, 3_650);
        check("EVENTS_SHARDS", shards, 100);
    }

    /**
     * Reads the settings.
     *
     * @param environment the function's
     * @return table {@code events}, 90 days and 8 shards where they are not set
     * @throws IllegalArgumentException naming the first setting that is wrong
     */
    static ConsumerConfig from(Environment environment) {
        return new ConsumerConfig(
                environment.text("EVENTS_TABLE", "events"),
                environment.number("EVENTS_TTL_DAYS", 90),
                environment.number("EVENTS_SHARDS", 8));
    }

    private static void check(String name, int value, int largest) {
        if (value < 1 || value > largest) {
            throw new IllegalArgumentException(name + " must be 1-" + largest + ", was " + value);
        }
    }
}
