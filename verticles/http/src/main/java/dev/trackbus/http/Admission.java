package dev.trackbus.http;

import io.vertx.core.http.HttpServerRequest;

/**
 * Admission control of tracking requests: sheds them before they are read while the event loop lags, or if too many
 * requests, bytes of heads or bytes of bodies are in flight. For one event loop.
 */
final class Admission {
    private final AdaptiveConcurrencyLimit inFlight;
    private final ByteBudget bodies;
    private final EventLoopLag lag;
    private final HttpMetrics metrics;
    private final Responder responder;

    Admission(
            AdaptiveConcurrencyLimit inFlight,
            ByteBudget bodies,
            EventLoopLag lag,
            HttpMetrics metrics,
            Responder responder) {
        this.inFlight = inFlight;
        this.bodies = bodies;
        this.lag = lag;
        this.metrics = metrics;
        this.responder = responder;
    }

    /** Every {@link EventLoopLag#PERIOD}, as far as the loop comes to it. */
    void tick() {
        inFlight.adapt(lag.tick());
    }

    /** Answers 503 if the instance is overloaded; returns whether it did. */
    boolean sheds(HttpServerRequest request) {
        boolean late = lag.isTooLate();
        if (!late && !inFlight.isFull()) {
            return false;
        }
        responder.shed(request, late ? ProblemCode.TOO_BUSY : ProblemCode.TOO_MANY_IN_FLIGHT);
        return true;
    }

    /**
     * Admits a request.
     *
     * @param renderer  of its outcome
     * @param headBytes memory of the request's head
     */
    TrackingCall admit(HttpServerRequest request, OutcomeRenderer renderer, int headBytes) {
        inFlight.enter(headBytes);
        return new TrackingCall(request, this, renderer, headBytes, metrics.now());
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
}
