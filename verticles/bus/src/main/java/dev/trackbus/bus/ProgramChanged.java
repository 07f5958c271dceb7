package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Change of a program, pushed by Redis to every cache.
 *
 * <p>JSON form: {@code {"change":"UPDATED","program":{},"subscriptionEpoch"}}, {@code
 * {"change":"DELETED","programId","version","subscriptionEpoch"}} or {@code
 * {"change":"OUTDATED","programId","subscriptionEpoch"}}.
 */
public sealed interface ProgramChanged {
    /** JSON form of a change. */
    JsonCodec<ProgramChanged> JSON =
            new JsonCodec<>(ProgramChanged.class, ProgramChanged::fromJson, ProgramChanged::toJson);

    /**
     * Returns the id of the changed program.
     *
     * @return 1-64 characters of [A-Za-z0-9_-]
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
     * Calls the consumer of this kind. Each kind implements it, so a new kind does not compile without a consumer of its
     * own here and at each caller.
     *
     * @param updated  called for a new state
     * @param deleted  called for a deletion
     * @param outdated called for an unknown change
     */
    void visit(Consumer<Updated> updated, Consumer<Deleted> deleted, Consumer<Outdated> outdated);

    /**
     * The program has a new state, unless a newer one is cached.
     *
     * @param program           the state
     * @param subscriptionEpoch epoch of the subscription that received it
     */
    record Updated(Program program, long subscriptionEpoch) implements ProgramChanged {
        /** Checks that the program is not null. */
        public Updated {
            Objects.requireNonNull(program, "program");
        }

        @Override
        public String programId() {
            return program.programId();
        }

        @Override
        public void visit(Consumer<Updated> updated, Consumer<Deleted> deleted, Consumer<Outdated> outdated) {
            updated.accept(this);
        }
    }

    /**
     * The program is deleted, unless a newer state is cached.
     *
     * @param programId         id of the program
     * @param version           version of the deletion
     * @param subscriptionEpoch epoch of the subscription that received it
     */
    record Deleted(String programId, long version, long subscriptionEpoch) implements ProgramChanged {
        /** Checks that the id is not null. */
        public Deleted {
            Objects.requireNonNull(programId, "programId");
        }

        @Override
        public void visit(Consumer<Updated> updated, Consumer<Deleted> deleted, Consumer<Outdated> outdated) {
            deleted.accept(this);
        }
    }

    /**
     * The program changed, but the message has no reliable state: its writer has no versions. The cache reads it again.
     *
     * @param programId         id of the program
     * @param subscriptionEpoch epoch of the subscription that received it
     */
    record Outdated(String programId, long subscriptionEpoch) implements ProgramChanged {
        /** Checks that the id is not null. */
        public Outdated {
            Objects.requireNonNull(programId, "programId");
        }

        @Override
        public void visit(Consumer<Updated> updated, Consumer<Deleted> deleted, Consumer<Outdated> outdated) {
            outdated.accept(this);
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
                updated -> json.put("change", "UPDATED")
                        .put("program", updated.program().toJson()),
                deleted -> json.put("change", "DELETED")
                        .put("programId", deleted.programId())
                        .put("version", deleted.version()),
                outdated -> json.put("change", "OUTDATED").put("programId", outdated.programId()));
        return json;
    }
}
