package dev.trackbus.cache;

import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;

class TakesJson extends VerticleBase {
    TakesJson(JsonObject programs) {}
}
