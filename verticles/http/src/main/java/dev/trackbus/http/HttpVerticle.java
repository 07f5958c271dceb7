package dev.trackbus.http;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.HttpContract;
import dev.trackbus.bus.PhaseChanged.Phase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The door: one HTTP server for each event loop, all on the same port. It is started last and stopped first, so that
 * whoever gets in finds the others at work.
 */
public final class HttpVerticle extends VerticleBase {
    private static final String HEALTH_ALLOWED = "GET, HEAD";

    private final HttpConfig config;
    private final RefusedRates rates;
    private final HttpMetrics metrics;
    private final InstantSource clock;
    private final CurrentPhase phase = new CurrentPhase();
    private final InFlight inFlight;
    private Bus bus;
    private HttpServer server;
    private Gauge gauge;

    /**
     * One instance, to be deployed once, on an event loop.
     *
     * @param config   where it listens
     * @param rates    this instance's share of the events of refused requests
     * @param registry the process's meters
     * @param clock    the time requests are received at
     */
    public HttpVerticle(HttpConfig config, RefusedRates rates, MeterRegistry registry, InstantSource clock) {
        this.config = Objects.requireNonNull(config, "config");
        this.rates = Objects.requireNonNull(rates, "rates");
        this.metrics = new HttpMetrics(registry);
        this.clock = Objects.requireNonNull(clock, "clock");
        this.inFlight = new InFlight(config.maxInFlight());
    }

    /** Completed when the port is bound; fails where it can't be. Ready only after the SERVING phase was published. */
    @Override
    public Future<?> start() {
        bus = new Bus(vertx);
        Responder responder = new Responder(phase, metrics);
        server = vertx.createHttpServer(Limits.serverOptions(config))
                .requestHandler(bounded(routes(responder), responder))
                .invalidRequestHandler(responder::invalid);
        return bus.listen(HttpContract.PHASE_CHANGED, changed -> phase.enter(changed.phase()))
                .compose(listening -> server.listen())
                .onSuccess(bound ->
                        gauge = metrics.watch(inFlight, Thread.currentThread().getName()));
    }

    private static Handler<HttpServerRequest> bounded(Router router, Responder responder) {
        return request -> {
            if (responder.isTooLate(request)) {
                return;
            }
            if (request.uri().length() > Limits.URL_BYTES) {
                responder.problem(request, Problem.of(ProblemCode.URL_TOO_LONG));
            } else {
                router.handle(request);
            }
        };
    }

    /** The first route has no path: a pattern would decode the path, leniently, before we do. */
    private Router routes(Responder responder) {
        TrackingRoute tracking = new TrackingRoute(
                vertx,
                new Admission(inFlight, metrics, responder),
                new RequestReader(clock),
                new Judgement(bus, config.append(), new RefusedEvents(bus, rates, clock, metrics), clock),
                responder,
                config.deadline());
        HealthRoute health = new HealthRoute(bus, phase, responder);
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            if (context.request().path().startsWith(RequestReader.PATH_PREFIX)) {
                tracking.handle(context.request());
            } else {
                context.next();
            }
        });
        healthRoute(router, "/health/live", health::live);
        healthRoute(router, "/health/ready", health::ready);
        healthRoute(router, "/health/check", health::ready);
        return router.errorHandler(
                        400, context -> responder.problem(context.request(), Problem.of(ProblemCode.MALFORMED_REQUEST)))
                .errorHandler(
                        404, context -> responder.problem(context.request(), Problem.of(ProblemCode.UNKNOWN_PATH)))
                .errorHandler(405, context -> responder.notAllowed(context.request(), HEALTH_ALLOWED))
                .errorHandler(
                        500, context -> responder.problem(context.request(), Problem.of(ProblemCode.INTERNAL_ERROR)));
    }

    private static void healthRoute(Router router, String path, Handler<HttpServerRequest> handler) {
        router.route(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> handler.handle(context.request()));
    }

    /**
     * Stops listening, lets the requests in flight be answered within the grace, then closes what is left.
     *
     * @return completed when all connections are closed
     */
    @Override
    public Future<?> stop() {
        phase.enter(Phase.STOPPING);
        metrics.forget(gauge);
        return bus.withdraw()
                .eventually(() -> server.shutdown(config.shutdownGrace().toMillis(), TimeUnit.MILLISECONDS));
    }

    /** The port that was bound, once start has completed. */
    int actualPort() {
        return server.actualPort();
    }

    /** The phase it has heard of. */
    Phase phase() {
        return phase.get();
    }
}
