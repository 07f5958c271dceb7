package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;

class HoldsJson {
    static final Broadcast<Changed> TOLD = new Broadcast<>("told", null);

    record Changed(JsonObject program) {}
}
