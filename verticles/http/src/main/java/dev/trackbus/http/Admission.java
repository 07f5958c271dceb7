package dev.trackbus.http;

import io.vertx.core.http.HttpServerRequest;

/**
 * Lets tracking requests in, or sheds them at once, before they are read: while the event loop is late, and beyond the
 * bounds of what one instance works on: requests, bytes of their heads, bytes of their bodies.
 */
final class Admission {
    private final InFlight inFlight;
    private final ByteBudget bodies;
    private final Lateness lateness;
    private final HttpMetrics metrics;
    private final Responder responder;

    Admission(InFlight inFlight, ByteBudget bodies, Lateness lateness, HttpMetrics metrics, Responder responder) {
        this.inFlight = inFlight;
        this.bodies = bodies;
        this.lateness = lateness;
        this.metrics = metrics;
        this.responder = responder;
    }

    /** Every {@link Lateness#PERIOD}, as far as the loop comes to it. */
    void tick() {
        inFlight.adapt(lateness.tick());
    }

    /** Whether the request was answered 503. */
    boolean sheds(HttpServerRequest request) {
        boolean late = lateness.isTooLate();
        if (!late && !inFlight.isFull()) {
            return false;
        }
        responder.shed(request, late ? ProblemCode.TOO_BUSY : ProblemCode.TOO_MANY_IN_FLIGHT);
        return true;
    }

    /** @param headBytes memory of the request's head */
    TrackingCall admit(HttpServerRequest request, int headBytes) {
        inFlight.enter(headBytes);
        return new TrackingCall(request, this, headBytes, metrics.now());
    }

    /** Takes memory for a part of a body, unless that would be too much. */
    boolean tryTakeBody(int bytes) {
        return bodies.tryTake(bytes);
    }

    /** Releases what a request took, and counts how long it took. */
    void leave(int headBytes, long bodyBytes, long startedAt) {
        bodies.release(bodyBytes);
        inFlight.leave(headBytes, metrics.ended(startedAt));
    }

    HttpMetrics metrics() {
        return metrics;
    }

    Responder responder() {
        return responder;
    }
}
