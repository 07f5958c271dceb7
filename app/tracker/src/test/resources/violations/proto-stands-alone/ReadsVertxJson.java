package dev.trackbus.proto;

import io.vertx.core.json.JsonObject;

class ReadsVertxJson {
    String id(JsonObject program) {
        return program.getString("programId");
    }
}
