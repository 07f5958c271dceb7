package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;

/**
 * Ship what is buffered, as the service is about to stop; nothing is appended any more.
 *
 * <p>JSON form: {@code {"timeoutMillis"}}.
 *
 * @param timeoutMillis how long that may take, 0 … 110,000
 */
public record Drain(long timeoutMillis) {
    static final JsonForm<Drain> JSON =
            new JsonForm<>(Drain.class, json -> new Drain(json.getLong("timeoutMillis")), Drain::toJson);

    JsonObject toJson() {
        return new JsonObject().put("timeoutMillis", timeoutMillis);
    }
}
