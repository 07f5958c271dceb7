package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A change of the core data, pushed by Redis to every cache.
 *
 * <p>JSON form: {@code {"change":"UPDATED","program":{},"subscriptionEpoch"}}, {@code
 * {"change":"DELETED","programId","version","subscriptionEpoch"}} or {@code
 * {"change":"OUTDATED","programId","subscriptionEpoch"}}.
 */
public sealed interface ProgramChanged {
    /** The form in which changes are told to others. */
    JsonForm<ProgramChanged> JSON =
            new JsonForm<>(ProgramChanged.class, ProgramChanged::fromJson, ProgramChanged::toJson);

    /**
     * The program that changed.
     *
     * @return its id
     */
    String programId();

    /**
     * Returns the epoch of the subscription that received the change. A cache must not treat a change of an earlier
     * subscription as current: changes between two subscriptions are missed.
     *
     * @return that of the {@link Subscribed} before it; 0 if unknown
     */
    long subscriptionEpoch();

    /**
     * It has a new state, unless a newer one is known.
     *
     * @param program           the state
     * @param subscriptionEpoch that of its subscription
     */
    record Updated(Program program, long subscriptionEpoch) implements ProgramChanged {
        /** The program may not be null. */
        public Updated {
            Objects.requireNonNull(program, "program");
        }

        @Override
        public String programId() {
            return program.programId();
        }
    }

    /**
     * It is gone, unless a newer state is known.
     *
     * @param programId         which
     * @param version           that of the deletion
     * @param subscriptionEpoch that of its subscription
     */
    record Deleted(String programId, long version, long subscriptionEpoch) implements ProgramChanged {
        /** The id may not be null. */
        public Deleted {
            Objects.requireNonNull(programId, "programId");
        }
    }

    /**
     * It changed in a way that the message does not say reliably (a writer without versions): read it again.
     *
     * @param programId         which
     * @param subscriptionEpoch that of its subscription
     */
    record Outdated(String programId, long subscriptionEpoch) implements ProgramChanged {
        /** The id may not be null. */
        public Outdated {
            Objects.requireNonNull(programId, "programId");
        }
    }

    /**
     * Acts for each kind; a new kind stops the build.
     *
     * @param updated  for a new state
     * @param deleted  for a deletion
     * @param outdated for an unknown change
     */
    default void visit(Consumer<Updated> updated, Consumer<Deleted> deleted, Consumer<Outdated> outdated) {
        if (this instanceof Updated is) {
            updated.accept(is);
        } else if (this instanceof Deleted is) {
            deleted.accept(is);
        } else {
            outdated.accept((Outdated) this);
        }
    }

    private static ProgramChanged fromJson(JsonObject json) {
        String change = Objects.requireNonNull(json.getString("change"), "change");
        long epoch = json.getLong("subscriptionEpoch", 0L);
        return switch (change) {
            case "UPDATED" -> new Updated(Program.fromJson(json.getJsonObject("program")), epoch);
            case "DELETED" -> new Deleted(json.getString("programId"), json.getLong("version"), epoch);
            case "OUTDATED" -> new Outdated(json.getString("programId"), epoch);
            default -> throw new IllegalArgumentException("change " + change);
        };
    }

    private static JsonObject toJson(ProgramChanged change) {
        JsonObject json = new JsonObject().put("subscriptionEpoch", change.subscriptionEpoch());
        change.visit(
                is -> json.put("change", "UPDATED").put("program", is.program().toJson()),
                is -> json.put("change", "DELETED")
                        .put("programId", is.programId())
                        .put("version", is.version()),
                is -> json.put("change", "OUTDATED").put("programId", is.programId()));
        return json;
    }
}
