package dev.trackbus.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * {@code /event/{programId}}: lets the request in, reads it, and has it judged.
 *
 * <p>The deadlines of the questions asked are together shorter than the request's. Only a body takes time of its own,
 * so only POST has a timer.
 */
final class TrackingRoute {
    private static final String ALLOWED = "GET, HEAD, POST";
    private static final Buffer NO_BODY = Buffer.buffer();

    private final Vertx vertx;
    private final Admission admission;
    private final RequestReader reader;
    private final Judgement judgement;
    private final Responder responder;
    private final long deadlineMillis;

    TrackingRoute(
            Vertx vertx,
            Admission admission,
            RequestReader reader,
            Judgement judgement,
            Responder responder,
            Duration deadline) {
        this.vertx = vertx;
        this.deadlineMillis = deadline.toMillis();
        this.admission = admission;
        this.reader = reader;
        this.judgement = judgement;
        this.responder = responder;
    }

    /** @param headBytes memory of the request's head */
    void handle(HttpServerRequest request, int headBytes) {
        HttpMethod method = request.method();
        boolean hasBody = method == HttpMethod.POST;
        if (!hasBody && method != HttpMethod.GET && method != HttpMethod.HEAD) {
            responder.notAllowed(request, ALLOWED);
            return;
        }
        TrackingCall call = admission.admit(request, headBytes);
        if (hasBody) {
            judgeWithBody(call);
        } else {
            judge(call, NO_BODY);
        }
    }

    private void judgeWithBody(TrackingCall call) {
        call.bodyPending(true);
        long timer = vertx.setTimer(deadlineMillis, late -> call.timedOut());
        call.onEnd(() -> {
            vertx.cancelTimer(timer);
            BodyReader.drop(call.request());
        });
        BodyReader.read(call)
                .onComplete(
                        body -> {
                            call.bodyPending(false);
                            judge(call, body);
                        },
                        failure -> failed(call, failure));
    }

    private void failed(TrackingCall call, Throwable failure) {
        if (failure instanceof BadRequestException bad) {
            call.problem(bad.problem());
        } else {
            call.abandoned();
        }
    }

    private void judge(TrackingCall call, Buffer body) {
        if (call.isEnded()) {
            return;
        }
        try {
            judgement.judge(call, reader.read(call.request(), body));
        } catch (BadRequestException e) {
            call.problem(e.problem());
        } catch (RuntimeException e) {
            judgement.failed(call, "", e);
        }
    }
}
