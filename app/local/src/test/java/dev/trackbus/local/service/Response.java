package dev.trackbus.local.service;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;

/** Complete HTTP response. */
record Response(int status, MultiMap headers, String body) {
    String header(String name) {
        return headers.get(name);
    }

    JsonObject json() {
        return new JsonObject(body);
    }

    /** Returns the code of a problem document. */
    String code() {
        return json().getString("code");
    }

    String messageId() {
        return json().getString("messageId");
    }
}
