package dev.trackbus.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handler of all requests of one server: refuses what is no valid request to this server, sheds overload, and hands the
 * others to the tracking route or to the router of the health routes.
 *
 * <p>Health is answered however late the event loop is: a balancer that takes the instance away helps nobody. Events are
 * not routed: a pattern would decode the path leniently, and the Router's context is a sixth of what a request allocates.
 */
final class RequestDispatcher implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(RequestDispatcher.class);
    private static final double LOGGED_PER_SECOND = 1.0 / 60;
    private static final String ALLOWED = "GET, HEAD, POST";
    private static final String SERVER_WIDE = "*";

    private final Admission admission;
    private final TrackingRoute tracking;
    private final Router others;
    private final Responder responder;
    private final TokenBucket defectsLogged;
    private final RequestHead head = new RequestHead();

    RequestDispatcher(
            Admission admission, TrackingRoute tracking, Router others, Responder responder, InstantSource clock) {
        this.admission = admission;
        this.tracking = tracking;
        this.others = others;
        this.responder = responder;
        this.defectsLogged = new TokenBucket(LOGGED_PER_SECOND, clock);
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (responder.isTooLate(request)) {
            return;
        }
        try {
            String target = request.uri();
            if (target != null && target.startsWith("/")) {
                dispatch(request);
            } else {
                dispatchUnusual(request);
            }
        } catch (RuntimeException e) {
            if (defectsLogged.tryTake()) {
                LOG.error("Cannot answer a request because of a defect", e);
            }
            responder.problem(request, Problem.of(ProblemCode.INTERNAL_ERROR), true);
        }
    }

    private void dispatch(HttpServerRequest request) {
        boolean isEvent = request.path().startsWith(RequestReader.PATH_PREFIX);
        if (isEvent && admission.sheds(request)) {
            return;
        }
        if (!isAcceptable(request)) {
            return;
        }
        if (request.uri().length() > Limits.URL_BYTES) {
            responder.problem(request, Problem.of(ProblemCode.URL_TOO_LONG));
        } else if (isEvent) {
            tracking.handle(request, head.bytes());
        } else {
            others.handle(request);
        }
    }

    private boolean isAcceptable(HttpServerRequest request) {
        head.read(request);
        if (!head.isHostValid()) {
            responder.problem(request, Problem.of(ProblemCode.MALFORMED_REQUEST), true);
            return false;
        }
        if (head.closes()) {
            responder.closeAfter(request);
        }
        return true;
    }

    /** Targets in absolute-form, of {@code OPTIONS *} and of CONNECT; anything else is malformed. */
    private void dispatchUnusual(HttpServerRequest request) {
        HttpMethod method = request.method();
        if (method == HttpMethod.CONNECT) {
            responder.notAllowed(request, ALLOWED, true);
        } else if (method == HttpMethod.OPTIONS && SERVER_WIDE.equals(request.uri())) {
            if (isAcceptable(request)) {
                responder.options(request, ALLOWED);
            }
        } else {
            RequestTarget.originForm(request)
                    .ifPresentOrElse(
                            this::dispatch,
                            () -> responder.problem(request, Problem.of(ProblemCode.MALFORMED_REQUEST), true));
        }
    }
}
