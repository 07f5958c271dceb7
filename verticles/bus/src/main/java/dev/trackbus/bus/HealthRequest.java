package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;

/**
 * Request for the health of a verticle.
 *
 * <p>JSON form: {@code {}}.
 */
public record HealthRequest() {
    static final JsonCodec<HealthRequest> JSON =
            new JsonCodec<>(HealthRequest.class, json -> new HealthRequest(), request -> new JsonObject());
}
