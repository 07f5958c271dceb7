package dev.trackbus.http;

import io.vertx.core.http.HttpServerRequest;

/** Lets tracking requests in up to the bound of one instance, and answers the surplus at once. */
final class Admission {
    private final InFlight inFlight;
    private final HttpMetrics metrics;
    private final Responder responder;

    Admission(InFlight inFlight, HttpMetrics metrics, Responder responder) {
        this.inFlight = inFlight;
        this.metrics = metrics;
        this.responder = responder;
    }

    /** Gives null where the request was answered 503. */
    TrackingCall admit(HttpServerRequest request) {
        if (inFlight.enter()) {
            return new TrackingCall(request, inFlight, metrics, responder);
        }
        responder.problem(request, Problem.of(ProblemCode.TOO_MANY_IN_FLIGHT));
        return null;
    }
}
