package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.function.Function;

/**
 * What Redis says of a program. That it is missing is an answer and may be cached; that Redis can't be asked is a
 * {@link Failure} and may not.
 *
 * <p>JSON form: {@code {"program":{}}} or {@code {"missing":version}}.
 */
public sealed interface Lookup {
    /** The form in which look-ups are told to others. */
    JsonForm<Lookup> JSON = new JsonForm<>(Lookup.class, Lookup::fromJson, Lookup::toJson);

    /**
     * It is there.
     *
     * @param program its newest state
     */
    record Found(Program program) implements Lookup {
        /** The program may not be null. */
        public Found {
            Objects.requireNonNull(program, "program");
        }
    }

    /**
     * It is not there.
     *
     * @param version that of its deletion, 0 where it is not known to have existed
     */
    record Missing(long version) implements Lookup {}

    /**
     * Answers for each kind; a new kind stops the build.
     *
     * @param found   for a program
     * @param missing for none
     * @param <T>     the answer
     * @return the answer of the one that applies
     */
    default <T> T fold(Function<Found, T> found, Function<Missing, T> missing) {
        return this instanceof Found is ? found.apply(is) : missing.apply((Missing) this);
    }

    private static Lookup fromJson(JsonObject json) {
        return json.containsKey("program")
                ? new Found(Program.fromJson(json.getJsonObject("program")))
                : new Missing(json.getLong("missing"));
    }

    private static JsonObject toJson(Lookup lookup) {
        return lookup.fold(is -> new JsonObject().put("program", is.program().toJson()), is -> new JsonObject()
                .put("missing", is.version()));
    }
}
