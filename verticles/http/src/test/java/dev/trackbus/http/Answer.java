package dev.trackbus.http;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/** What a client got: status, headers with small names, body. */
record Answer(int status, Map<String, String> headers, String body) {
    String header(String name) {
        return headers.get(name);
    }

    JsonObject json() {
        return new JsonObject(body);
    }

    String code() {
        return json().getString("code");
    }

    String field() {
        return json().getString("field");
    }
}
