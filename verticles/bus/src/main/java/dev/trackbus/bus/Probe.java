package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;

/**
 * How are you?
 *
 * <p>JSON form: {@code {}}.
 */
public record Probe() {
    static final JsonForm<Probe> JSON = new JsonForm<>(Probe.class, json -> new Probe(), probe -> new JsonObject());
}
