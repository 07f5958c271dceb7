package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;

/**
 * Reply to an append: the journal has the event, and it is delivered from now on.
 *
 * <p>JSON form: {@code {"sequence"}}.
 *
 * @param sequence position of the event in the journal, rising
 */
public record Appended(long sequence) {
    static final JsonCodec<Appended> JSON =
            new JsonCodec<>(Appended.class, json -> new Appended(json.getLong("sequence")), Appended::toJson);

    JsonObject toJson() {
        return new JsonObject().put("sequence", sequence);
    }
}
