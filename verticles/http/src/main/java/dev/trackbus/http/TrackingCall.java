package dev.trackbus.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * A tracking request that was let in, until it is answered or its client is gone; it ends exactly once, whoever comes
 * first. For one event loop.
 */
final class TrackingCall {
    private final HttpServerRequest request;
    private final Admission admission;
    private final int headBytes;
    private final long startedAt;
    private Runnable onEnd;
    private long bodyBytes;
    private boolean bodyPending;
    private boolean ended;

    TrackingCall(HttpServerRequest request, Admission admission, int headBytes, long startedAt) {
        this.request = request;
        this.admission = admission;
        this.headBytes = headBytes;
        this.startedAt = startedAt;
    }

    HttpServerRequest request() {
        return request;
    }

    /** From now until the body is there a problem is the last answer on its connection. */
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

    /** What is to be released when the call ends. */
    void onEnd(Runnable release) {
        onEnd = release;
    }

    boolean isEnded() {
        return ended;
    }

    void accepted(Buffer body) {
        if (end()) {
            admission.responder().accepted(request, body);
        }
    }

    void problem(Problem problem) {
        if (end()) {
            if (bodyPending) {
                admission.responder().problem(request, problem, true);
            } else {
                admission.responder().problem(request, problem);
            }
        }
    }

    /** The client is gone, or has been cut off, before its request was complete. */
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
