package dev.trackbus.http;

import io.vertx.core.http.HttpServerRequest;

/** Renderer that writes the outcome of a tracking request as the response of its route. On the event loop. */
@FunctionalInterface
interface OutcomeRenderer {
    /**
     * Writes the response. Called once per request.
     *
     * @param last whether the rest of the request is not awaited, so that the response is the last on its connection
     */
    void render(HttpServerRequest request, Outcome outcome, boolean last);
}
