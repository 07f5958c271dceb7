package dev.trackbus.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Row of the {@link RouteTable}: path, methods, overload behaviour and handler of one kind of request.
 *
 * @param path     exact path, or, if it ends with a slash, the prefix of all paths that it takes
 * @param methods  allowed methods; others get 405
 * @param allow    value of the {@code Allow} header in that response
 * @param overload whether an overloaded instance sheds its requests
 * @param handler  answers its requests
 */
record Route(String path, List<HttpMethod> methods, String allow, Overload overload, Handler handler) {
    /** What an overloaded instance does with requests of a route. */
    enum Overload {
        /** Answers 503 before the request is read. */
        SHED,
        /** Serves it, because it is cheap and operators need it. */
        SERVE
    }

    /** Handler of a route's requests, on the event loop. Each request is answered exactly once. */
    @FunctionalInterface
    interface Handler {
        /** @param head facts of the request's head, valid during the call only */
        void handle(HttpServerRequest request, RequestHead head);
    }

    Route(String path, Overload overload, Handler handler, HttpMethod... methods) {
        this(path, List.of(methods), allow(methods), overload, handler);
    }

    private static String allow(HttpMethod... methods) {
        return List.of(methods).stream().map(HttpMethod::name).collect(Collectors.joining(", "));
    }

    /** Returns whether the route takes a path. An exact path may have a slash at its end. */
    boolean takes(String requested) {
        if (path.endsWith("/")) {
            return requested.startsWith(path);
        }
        int extra = requested.length() - path.length();
        return requested.startsWith(path) && (extra == 0 || extra == 1 && requested.endsWith("/"));
    }

    /** Returns whether a method is allowed. */
    boolean allows(HttpMethod method) {
        for (int i = 0; i < methods.size(); i++) {
            if (methods.get(i).equals(method)) {
                return true;
            }
        }
        return false;
    }

    boolean isShed() {
        return overload == Overload.SHED;
    }
}
