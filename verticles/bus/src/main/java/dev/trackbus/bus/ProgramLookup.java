package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.function.Function;

/**
 * Result of a program lookup in Redis. A missing program is a result and may be cached. A Redis that cannot be asked is a
 * {@link Failure} and must not be cached.
 *
 * <p>JSON form: {@code {"program":{}}} or {@code {"missing":version}}.
 */
public sealed interface ProgramLookup {
    /** JSON form of a lookup. */
    JsonCodec<ProgramLookup> JSON =
            new JsonCodec<>(ProgramLookup.class, ProgramLookup::fromJson, ProgramLookup::toJson);

    /**
     * Calls the function of this kind. Each kind implements it, so a new kind does not compile without a function of its
     * own here and at each caller.
     *
     * @param found   called for a program
     * @param missing called for a missing one
     * @param <T>     type of the result
     * @return result of the function
     */
    <T> T fold(Function<Found, T> found, Function<Missing, T> missing);

    /**
     * The program exists.
     *
     * @param program its newest state
     */
    record Found(Program program) implements ProgramLookup {
        /** Checks that the program is not null. */
        public Found {
            Objects.requireNonNull(program, "program");
        }

        @Override
        public <T> T fold(Function<Found, T> found, Function<Missing, T> missing) {
            return found.apply(this);
        }
    }

    /**
     * The program does not exist.
     *
     * @param version version of its deletion, 0 if it is not known to have existed
     */
    record Missing(long version) implements ProgramLookup {
        @Override
        public <T> T fold(Function<Found, T> found, Function<Missing, T> missing) {
            return missing.apply(this);
        }
    }

    private static ProgramLookup fromJson(JsonObject json) {
        return json.containsKey("program")
                ? new Found(Program.fromJson(json.getJsonObject("program")))
                : new Missing(json.getLong("missing"));
    }

    private static JsonObject toJson(ProgramLookup lookup) {
        return lookup.fold(
                found -> new JsonObject().put("program", found.program().toJson()),
                missing -> new JsonObject().put("missing", missing.version()));
    }
}
