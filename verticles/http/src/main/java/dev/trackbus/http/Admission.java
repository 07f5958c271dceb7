package dev.trackbus.http;

import io.vertx.core.http.HttpServerRequest;

/**
 * Lets tracking requests in, or sheds them at once, before they are read: while the event loop is late, and beyond the
 * bound of what one instance works on.
 */
final class Admission {
    private final InFlight inFlight;
    private final Lateness lateness;
    private final HttpMetrics metrics;
    private final Responder responder;

    Admission(InFlight inFlight, Lateness lateness, HttpMetrics metrics, Responder responder) {
        this.inFlight = inFlight;
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
        if (!late && !inFlight.isFull() || !request.path().startsWith(RequestReader.PATH_PREFIX)) {
            return false;
        }
        responder.shed(request, late ? ProblemCode.TOO_BUSY : ProblemCode.TOO_MANY_IN_FLIGHT);
        return true;
    }

    TrackingCall admit(HttpServerRequest request) {
        inFlight.enter();
        return new TrackingCall(request, inFlight, metrics, responder);
    }
}
