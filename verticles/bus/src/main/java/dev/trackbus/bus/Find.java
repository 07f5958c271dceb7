package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * Which program is looked for.
 *
 * <p>JSON form: {@code {"programId"}}.
 *
 * @param programId 1-64 characters of [A-Za-z0-9_-]
 */
public record Find(String programId) {
    static final JsonForm<Find> JSON =
            new JsonForm<>(Find.class, json -> new Find(json.getString("programId")), Find::toJson);

    /** The id may not be null. */
    public Find {
        Objects.requireNonNull(programId, "programId");
    }

    JsonObject toJson() {
        return new JsonObject().put("programId", programId);
    }
}
