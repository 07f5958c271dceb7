package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;

/**
 * How a drain ended.
 *
 * <p>JSON form: {@code {"remaining"}}.
 *
 * @param remaining events that Kinesis has not confirmed; 0 when all went well
 */
public record Drained(long remaining) {
    static final JsonForm<Drained> JSON =
            new JsonForm<>(Drained.class, json -> new Drained(json.getLong("remaining")), Drained::toJson);

    JsonObject toJson() {
        return new JsonObject().put("remaining", remaining);
    }
}
