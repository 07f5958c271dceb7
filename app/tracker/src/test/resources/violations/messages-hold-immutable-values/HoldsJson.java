package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;

class HoldsJson {
    static final Notice<Changed> TOLD = new Notice<>("told", null);

    record Changed(JsonObject program) {}
}
