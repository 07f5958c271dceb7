package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;

/**
 * Request to deliver all events before the service stops. No event is appended after it.
 *
 * <p>JSON form: {@code {"timeoutMillis"}}.
 *
 * @param timeoutMillis time limit in milliseconds, 0 … 110,000
 */
public record Drain(long timeoutMillis) {
    static final JsonCodec<Drain> JSON =
            new JsonCodec<>(Drain.class, json -> new Drain(json.getLong("timeoutMillis")), Drain::toJson);

    JsonObject toJson() {
        return new JsonObject().put("timeoutMillis", timeoutMillis);
    }
}
