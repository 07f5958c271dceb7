package dev.trackbus.http;

import io.vertx.core.http.HttpServerRequest;

/**
 * Tracking request in flight: admitted, and not yet answered. It ends exactly once, by its outcome or because its client
 * is gone. For one event loop.
 */
final class TrackingCall {
    private final HttpServerRequest request;
    private final Admission admission;
    private final OutcomeRenderer renderer;
    private final int headBytes;
    private final long startedAt;
    private Runnable onEnd;
    private long bodyBytes;
    private boolean bodyPending;
    private boolean ended;

    TrackingCall(
            HttpServerRequest request, Admission admission, OutcomeRenderer renderer, int headBytes, long startedAt) {
        this.request = request;
        this.admission = admission;
        this.renderer = renderer;
        this.headBytes = headBytes;
        this.startedAt = startedAt;
    }

    HttpServerRequest request() {
        return request;
    }

    /** Sets whether the body is awaited: until it is complete, a response is the last on its connection. */
    void bodyPending(boolean pending) {
        bodyPending = pending;
    }

    /** Takes memory for a part of the body, held until the call ends; returns whether it was available. */
    boolean tryTakeBody(int bytes) {
        if (ended || !admission.tryTakeBody(bytes)) {
            return false;
        }
        bodyBytes += bytes;
        return true;
    }

    /** Ends the call at its deadline: a body that is still missing is the client's fault. */
    void timedOut() {
        problem(Problem.of(bodyPending ? ProblemCode.REQUEST_TIMEOUT : ProblemCode.TIMED_OUT));
    }

    /** Sets what to release when the call ends. */
    void onEnd(Runnable release) {
        onEnd = release;
    }

    boolean isEnded() {
        return ended;
    }

    /** Ends the call with its response. Does nothing if it has ended. */
    void complete(Outcome outcome) {
        if (end()) {
            renderer.render(request, outcome, bodyPending);
        }
    }

    /** Ends the call with a problem. */
    void problem(Problem problem) {
        complete(new Outcome.Failed(problem));
    }

    /** Ends the call without a response: its connection ended before the request was complete. */
    void abandoned() {
        if (end()) {
            admission.metrics().abandoned();
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
        admission.leave(headBytes, bodyBytes, startedAt);
        return true;
    }
}
