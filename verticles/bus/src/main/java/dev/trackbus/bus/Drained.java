package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;

/**
 * Result of a drain.
 *
 * <p>JSON form: {@code {"remaining","deadLetters"}}.
 *
 * @param remaining   events that Kinesis has not confirmed; 0 after a complete drain
 * @param deadLetters dead letters that are only on this process' disk; 0 if there are none
 */
public record Drained(long remaining, long deadLetters) {
    static final JsonCodec<Drained> JSON = new JsonCodec<>(
            Drained.class,
            json -> new Drained(json.getLong("remaining"), json.getLong("deadLetters", 0L)),
            Drained::toJson);

    JsonObject toJson() {
        return new JsonObject().put("remaining", remaining).put("deadLetters", deadLetters);
    }
}
