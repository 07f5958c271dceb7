package dev.trackbus.local.service;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;

/** What a client got, the whole of it. */
record Answer(int status, MultiMap headers, String body) {
    String header(String name) {
        return headers.get(name);
    }

    JsonObject json() {
        return new JsonObject(body);
    }

    /** Of a problem document. */
    String code() {
        return json().getString("code");
    }

    String messageId() {
        return json().getString("messageId");
    }
}
