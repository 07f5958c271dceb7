package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Parameters of a tracking request, in the order of their first appearance. Immutable. A scan of an array is faster than
 * a map at this size (at most {@link #MAX_COUNT}).
 *
 * <p>JSON form: an object of texts.
 */
public final class Parameters {
    /** Largest number of parameters of a request. */
    public static final int MAX_COUNT = 32;

    /** No parameters. */
    public static final Parameters NONE = new Parameters(new String[0]);

    private final String[] namesAndValues;

    private Parameters(String[] namesAndValues) {
        this.namesAndValues = namesAndValues;
    }

    static Parameters fromJson(JsonObject json) {
        Builder builder = new Builder();
        json.fieldNames().forEach(name -> {
            if (!builder.put(name, json.getString(name))) {
                throw new IllegalArgumentException("parameters are more than " + MAX_COUNT);
            }
        });
        return builder.build();
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject();
        forEach(json::put);
        return json;
    }

    /**
     * Returns the number of parameters.
     *
     * @return 0 … {@link #MAX_COUNT}
     */
    public int size() {
        return namesAndValues.length / 2;
    }

    /**
     * Returns the value of a parameter.
     *
     * @param name its name, case-sensitive
     * @return its value, null if absent
     */
    public String get(String name) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i].equals(name)) {
                return namesAndValues[i + 1];
            }
        }
        return null;
    }

    /**
     * Calls the visitor for each parameter, in order.
     *
     * @param visitor takes name and value
     */
    public void forEach(BiConsumer<String, String> visitor) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            visitor.accept(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Parameters that && Arrays.equals(namesAndValues, that.namesAndValues);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(namesAndValues);
    }

    @Override
    public String toString() {
        return toJson().encode();
    }

    /** Builder of parameters. The last value of a repeated name counts. For one thread. */
    public static final class Builder {
        private static final int FIRST_SLOTS = 8;

        private String[] slots = NONE.namesAndValues;
        private int used;

        /**
         * Adds a parameter, or replaces its value.
         *
         * @param name  its name
         * @param value its value
         * @return false if there are {@link #MAX_COUNT} already; then it is not added
         */
        public boolean put(String name, String value) {
            for (int i = 0; i < used; i += 2) {
                if (slots[i].equals(name)) {
                    slots[i + 1] = value;
                    return true;
                }
            }
            if (used == 2 * MAX_COUNT) {
                return false;
            }
            if (used == slots.length) {
                slots = Arrays.copyOf(slots, Math.max(FIRST_SLOTS, 2 * used));
            }
            slots[used++] = Objects.requireNonNull(name, "name");
            slots[used++] = Objects.requireNonNull(value, name);
            return true;
        }

        /**
         * Returns the parameters.
         *
         * @return an immutable copy
         */
        public Parameters build() {
            return used == 0 ? NONE : new Parameters(Arrays.copyOf(slots, used));
        }
    }
}
