package dev.trackbus.consumer;

import dev.trackbus.function.Environment;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Settings of the event consumer. The AWS SDK reads region, credentials and endpoint from its own settings.
 *
 * @param table   name of the table, 3-255 characters of [A-Za-z0-9_.-]
 * @param ttlDays days from the arrival of an event to its expiry, 1-3,650
 * @param shards  number of index keys that share the events of a program, or of a customer and day, 1-100; each accepts
 *                1,000 writes per second, and a query reads all of them
 */
record ConsumerConfig(String table, int ttlDays, int shards) {
    private static final Pattern TABLE = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a value is out of range; the message names the setting
     */
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
     * @param environment settings of the function
     * @return the settings; defaults are table {@code events}, 90 days and 8 shards
     * @throws IllegalArgumentException if a setting is invalid; the message names the first one
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
