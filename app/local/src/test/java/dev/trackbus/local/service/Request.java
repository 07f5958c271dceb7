package dev.trackbus.local.service;

import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.Map;

/**
 * HTTP request.
 *
 * @param target path and query, sent unchanged even if invalid
 */
record Request(HttpMethod method, String target, Map<String, String> headers, String body) {
    static Request of(HttpMethod method, String target) {
        return new Request(method, target, Map.of(), "");
    }

    static Request get(String target) {
        return of(HttpMethod.GET, target);
    }

    static Request post(String target, String contentType, String body) {
        return new Request(HttpMethod.POST, target, Map.of("Content-Type", contentType), body);
    }

    Request header(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Request(method, target, Map.copyOf(more), body);
    }
}
