package dev.trackbus.bus;

import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.function.Consumer;

/**
 * Names of the parameters that a program requires. Immutable.
 *
 * <p>JSON form: an array of texts.
 */
public final class ParameterNames {
    /** No names. */
    public static final ParameterNames NONE = new ParameterNames(List.of());

    private final List<String> names;

    private ParameterNames(List<String> names) {
        this.names = List.copyOf(names);
    }

    /**
     * Returns the names of a list, which is copied.
     *
     * @param names parameter names
     * @return the same names
     */
    public static ParameterNames of(List<String> names) {
        return names.isEmpty() ? NONE : new ParameterNames(names);
    }

    static ParameterNames fromJson(JsonArray json) {
        return json == null ? NONE : of(json.stream().map(String.class::cast).toList());
    }

    JsonArray toJson() {
        return new JsonArray(names);
    }

    /**
     * Calls the visitor for each name, in order.
     *
     * @param visitor takes a name
     */
    public void forEach(Consumer<String> visitor) {
        names.forEach(visitor);
    }

    /**
     * Returns the first name that is absent from the parameters.
     *
     * @param parameters a request's parameters
     * @return the name, null if none is missing
     */
    public String firstMissingIn(Parameters parameters) {
        for (int i = 0; i < names.size(); i++) {
            if (parameters.get(names.get(i)) == null) {
                return names.get(i);
            }
        }
        return null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParameterNames that && names.equals(that.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
