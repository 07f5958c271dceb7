package dev.trackbus.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * A tracking request that was let in, until it is answered or its client is gone; it ends exactly once, whoever comes
 * first. For one event loop.
 */
final class TrackingCall {
    private final HttpServerRequest request;
    private final InFlight inFlight;
    private final HttpMetrics metrics;
    private final Responder responder;
    private final long startedAt;
    private Runnable onEnd;
    private boolean bodyPending;
    private boolean ended;

    TrackingCall(HttpServerRequest request, InFlight inFlight, HttpMetrics metrics, Responder responder) {
        this.request = request;
        this.inFlight = inFlight;
        this.metrics = metrics;
        this.responder = responder;
        this.startedAt = metrics.now();
    }

    HttpServerRequest request() {
        return request;
    }

    /** From now until the body is there a problem is the last answer on its connection. */
    void bodyPending(boolean pending) {
        bodyPending = pending;
    }

    /** What is to be released when the call ends. */
    void onEnd(Runnable release) {
        onEnd = release;
    }

    boolean isEnded() {
        return ended;
    }

    void accepted(Buffer body) {
        if (end()) {
            responder.accepted(request, body);
        }
    }

    void problem(Problem problem) {
        if (end()) {
            if (bodyPending) {
                responder.problem(request, problem, true);
            } else {
                responder.problem(request, problem);
            }
        }
    }

    /** The client is gone, or has been cut off, before its request was complete. */
    void abandoned() {
        if (end()) {
            metrics.abandoned();
        }
    }

    private boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        if (onEnd != null) {
            onEnd.run();
        }
        inFlight.leave(metrics.ended(startedAt));
        return true;
    }
}
