package dev.trackbus.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * Handler of a tracking route: admits the request, reads its body and parameters, and passes it to the
 * {@link TrackingHandler}. Its renderer writes the outcome. On the event loop.
 *
 * <p>The deadlines of the bus requests are together shorter than the request's. Only a body takes time of its own, so only
 * a request with a body has a timer.
 */
final class TrackingRoute implements Route.Handler {
    private static final Buffer NO_BODY = Buffer.buffer();

    private final Vertx vertx;
    private final Admission admission;
    private final RequestReader reader;
    private final TrackingHandler handler;
    private final OutcomeRenderer renderer;
    private final long deadlineMillis;

    /**
     * @param reader   of the parameters
     * @param renderer of the outcome
     * @param deadline of a request, from its head to its response
     */
    TrackingRoute(
            Vertx vertx,
            Admission admission,
            RequestReader reader,
            TrackingHandler handler,
            OutcomeRenderer renderer,
            Duration deadline) {
        this.vertx = vertx;
        this.admission = admission;
        this.reader = reader;
        this.handler = handler;
        this.renderer = renderer;
        this.deadlineMillis = deadline.toMillis();
    }

    @Override
    public void handle(HttpServerRequest request, RequestHead head) {
        TrackingCall call = admission.admit(request, renderer, head.bytes());
        if (request.method() == HttpMethod.POST) {
            processWithBody(call);
        } else {
            process(call, NO_BODY);
        }
    }

    private void processWithBody(TrackingCall call) {
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
                            process(call, body);
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

    private void process(TrackingCall call, Buffer body) {
        if (call.isEnded()) {
            return;
        }
        try {
            handler.process(call, reader.read(call.request(), body));
        } catch (BadRequestException e) {
            call.problem(e.problem());
        } catch (RuntimeException e) {
            handler.failed(call, "", e);
        }
    }
}
