package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;

/**
 * An event has been taken over: from now on it reaches the stream without its sender.
 *
 * <p>JSON form: {@code {"sequence"}}.
 *
 * @param sequence its place in the buffer, rising
 */
public record Appended(long sequence) {
    static final JsonForm<Appended> JSON =
            new JsonForm<>(Appended.class, json -> new Appended(json.getLong("sequence")), Appended::toJson);

    JsonObject toJson() {
        return new JsonObject().put("sequence", sequence);
    }
}
