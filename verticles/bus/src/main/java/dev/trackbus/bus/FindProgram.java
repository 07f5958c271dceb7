package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * Request for the state of a program in Redis.
 *
 * <p>JSON form: {@code {"programId"}}.
 *
 * @param programId 1-64 characters of [A-Za-z0-9_-]
 */
public record FindProgram(String programId) {
    static final JsonCodec<FindProgram> JSON = new JsonCodec<>(
            FindProgram.class, json -> new FindProgram(json.getString("programId")), FindProgram::toJson);

    /** Checks that the id is not null. */
    public FindProgram {
        Objects.requireNonNull(programId, "programId");
    }

    JsonObject toJson() {
        return new JsonObject().put("programId", programId);
    }
}
