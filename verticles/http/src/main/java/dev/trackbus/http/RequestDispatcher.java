package dev.trackbus.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handler of all requests of one server: finds the route and applies the filters, in this order.
 *
 * <ol>
 *   <li>last response of the connection already given: the request is ignored
 *   <li>target in another form than a path: {@code OPTIONS *}, CONNECT, absolute form
 *   <li>route by the {@link RouteTable}
 *   <li>overload: {@link Admission} sheds it, if its route is one to be shed
 *   <li>head: Host fields, {@code Connection: close}, length of the target
 *   <li>method
 *   <li>the route's handler, which reads, processes and renders
 * </ol>
 *
 * <p>Limits of connections, unfinished heads and HTTP/2 streams are below, in channel handlers. On the event loop.
 */
final class RequestDispatcher implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(RequestDispatcher.class);
    private static final double LOGGED_PER_SECOND = 1.0 / 60;
    private static final String SERVER_WIDE = "*";

    private final RouteTable routes;
    private final Admission admission;
    private final Responder responder;
    private final TokenBucket defectsLogged;
    private final RequestHead head = new RequestHead();

    RequestDispatcher(RouteTable routes, Admission admission, Responder responder, InstantSource clock) {
        this.routes = routes;
        this.admission = admission;
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
                route(request);
            } else {
                routeUnusual(request);
            }
        } catch (RuntimeException e) {
            if (defectsLogged.tryTake()) {
                LOG.error("Cannot answer a request because of a defect", e);
            }
            responder.problem(request, Problem.of(ProblemCode.INTERNAL_ERROR), true);
        }
    }

    /** Targets in absolute-form, of {@code OPTIONS *} and of CONNECT; anything else is malformed. */
    private void routeUnusual(HttpServerRequest request) {
        HttpMethod method = request.method();
        if (method == HttpMethod.CONNECT) {
            responder.notAllowed(request, routes.allow(), true);
        } else if (method == HttpMethod.OPTIONS && SERVER_WIDE.equals(request.uri())) {
            if (hasValidHead(request)) {
                responder.options(request, routes.allow());
            }
        } else {
            RequestTarget.originForm(request)
                    .ifPresentOrElse(
                            this::route,
                            () -> responder.problem(request, Problem.of(ProblemCode.MALFORMED_REQUEST), true));
        }
    }

    private void route(HttpServerRequest request) {
        Route route = routes.find(request.path());
        if (route != null && route.isShed() && admission.sheds(request)) {
            return;
        }
        if (!hasValidHead(request)) {
            return;
        }
        if (request.uri().length() > Limits.URL_BYTES) {
            responder.problem(request, Problem.of(ProblemCode.URL_TOO_LONG));
        } else if (route == null) {
            responder.problem(request, Problem.of(missing(request.path())));
        } else if (route.allows(request.method())) {
            route.handler().handle(request, head);
        } else {
            responder.notAllowed(request, route.allow());
        }
    }

    private boolean hasValidHead(HttpServerRequest request) {
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

    private static ProblemCode missing(String path) {
        return PercentDecoder.hasEscapesOnly(path) ? ProblemCode.UNKNOWN_PATH : ProblemCode.MALFORMED_REQUEST;
    }
}
