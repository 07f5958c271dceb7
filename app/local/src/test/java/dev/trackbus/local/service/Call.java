package dev.trackbus.local.service;

import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.Map;

/**
 * A request.
 *
 * @param target sent as it stands, valid or not
 */
record Call(HttpMethod method, String target, Map<String, String> headers, String body) {
    static Call of(HttpMethod method, String target) {
        return new Call(method, target, Map.of(), "");
    }

    static Call get(String target) {
        return of(HttpMethod.GET, target);
    }

    static Call post(String target, String contentType, String body) {
        return new Call(HttpMethod.POST, target, Map.of("Content-Type", contentType), body);
    }

    Call header(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Call(method, target, Map.copyOf(more), body);
    }
}
