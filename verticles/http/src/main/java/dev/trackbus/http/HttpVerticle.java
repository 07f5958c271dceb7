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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

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
    private final MemoryLimits memory;
    private final LongSupplier nanos;
    private final InFlight inFlight;
    private final ByteBudget bodies;
    private final Lateness lateness;
    private DateHeader date;
    private AnsweredStreams streams;
    private Bus bus;
    private HttpServer server;
    private List<Gauge> gauges = List.of();
    private long ticking = -1;

    /**
     * One instance, to be deployed once, on an event loop.
     *
     * @param config   where it listens
     * @param rates    this instance's share of the events of refused requests
     * @param memory   this instance's share of the memory held for clients
     * @param registry the process's meters
     * @param clock    the time requests are received at
     */
    public HttpVerticle(
            HttpConfig config, RefusedRates rates, MemoryLimits memory, MeterRegistry registry, InstantSource clock) {
        this(config, rates, memory, registry, clock, System::nanoTime);
    }

    /** @param nanos by which it knows how late its event loop is */
    HttpVerticle(
            HttpConfig config,
            RefusedRates rates,
            MemoryLimits memory,
            MeterRegistry registry,
            InstantSource clock,
            LongSupplier nanos) {
        this.config = Objects.requireNonNull(config, "config");
        this.rates = Objects.requireNonNull(rates, "rates");
        this.metrics = new HttpMetrics(registry);
        this.clock = Objects.requireNonNull(clock, "clock");
        this.memory = Objects.requireNonNull(memory, "memory");
        this.nanos = nanos;
        this.inFlight = new InFlight(config.maxInFlight(), memory.headBytes(), config.committed());
        this.bodies = new ByteBudget(memory.bodyBytes());
        this.lateness = new Lateness(nanos);
    }

    /** Completed when the port is bound; fails where it can't be. Ready only after the SERVING phase was published. */
    @Override
    public Future<?> start() {
        bus = new Bus(vertx);
        date = new DateHeader(clock);
        streams = new AnsweredStreams(
                new ByteBudget(memory.streamBytes()), nanos, task -> context.runOnContext(later -> task.run()));
        Responder responder = new Responder(phase, metrics, date, streams, config.deadline());
        Admission admission = new Admission(inFlight, bodies, lateness, metrics, responder);
        server = vertx.createHttpServer(Limits.serverOptions(config))
                .requestHandler(new RequestDispatcher(
                        admission, tracking(admission, responder), health(responder), responder, clock))
                .invalidRequestHandler(responder::invalid)
                .connectionHandler(Http2RequestFilter::install);
        return bus.listen(HttpContract.PHASE_CHANGED, changed -> phase.enter(changed.phase()))
                .compose(listening -> server.listen())
                .onSuccess(bound -> {
                    gauges = metrics.watch(
                            inFlight, bodies, lateness, Thread.currentThread().getName());
                    tick(admission);
                });
    }

    /** No periodic timer: that would make up for the ticks it missed, at once, and seem in time. */
    private void tick(Admission admission) {
        ticking = vertx.setTimer(Lateness.PERIOD.toMillis(), due -> tick(admission));
        admission.tick();
        streams.tick();
        date.refresh();
    }

    private TrackingRoute tracking(Admission admission, Responder responder) {
        return new TrackingRoute(
                vertx,
                admission,
                new RequestReader(clock),
                new Judgement(bus, config.append(), new RefusedEvents(bus, rates, clock, metrics), clock),
                responder,
                config.deadline());
    }

    private Router health(Responder responder) {
        HealthRoute health = new HealthRoute(bus, phase, responder);
        Router router = Router.router(vertx);
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
        vertx.cancelTimer(ticking);
        metrics.forget(gauges);
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
