package dev.trackbus.http;

import io.vertx.core.http.HttpMethod;
import java.util.List;

/**
 * Table of all routes. Every request goes through it, so a new route needs a row here and its renderer. The first row that
 * takes a path counts; the busiest is the first. Immutable.
 */
final class RouteTable {
    static final String EVENT = "/event/";
    static final String HEALTH_LIVE = "/health/live";
    static final String HEALTH_READY = "/health/ready";
    static final String HEALTH_CHECK = "/health/check";

    private final List<Route> routes;
    private final String allow;

    RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
        this.allow = String.join(
                ", ",
                routes.stream()
                        .flatMap(route -> route.methods().stream())
                        .map(HttpMethod::name)
                        .distinct()
                        .toList());
    }

    /** Returns the routes of the service. */
    static RouteTable of(Route.Handler tracking, HealthRoute health) {
        return new RouteTable(List.of(
                new Route(EVENT, Route.Overload.SHED, tracking, HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST),
                new Route(HEALTH_LIVE, Route.Overload.SERVE, health::live, HttpMethod.GET, HttpMethod.HEAD),
                new Route(HEALTH_READY, Route.Overload.SERVE, health::ready, HttpMethod.GET, HttpMethod.HEAD),
                new Route(HEALTH_CHECK, Route.Overload.SERVE, health::ready, HttpMethod.GET, HttpMethod.HEAD)));
    }

    /** Returns the route that takes a path, null if there is none. */
    Route find(String path) {
        for (int i = 0; i < routes.size(); i++) {
            if (routes.get(i).takes(path)) {
                return routes.get(i);
            }
        }
        return null;
    }

    List<Route> routes() {
        return routes;
    }

    /** Returns the methods of all routes, for {@code OPTIONS *} and CONNECT. */
    String allow() {
        return allow;
    }
}
