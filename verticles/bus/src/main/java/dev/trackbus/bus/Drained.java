package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;

/**
 * How a drain ended.
 *
 * <p>JSON form: {@code {"remaining","deadLetters"}}.
 *
 * @param remaining   events that Kinesis has not confirmed; 0 when all went well
 * @param deadLetters events that Kinesis called invalid and that are on this process' disk alone; 0 when all went well
 */
public record Drained(long remaining, long deadLetters) {
    static final JsonForm<Drained> JSON = new JsonForm<>(
            Drained.class,
            json -> new Drained(json.getLong("remaining"), json.getLong("deadLetters", 0L)),
            Drained::toJson);

    JsonObject toJson() {
        return new JsonObject().put("remaining", remaining).put("deadLetters", deadLetters);
    }
}
