package dev.trackbus.http;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.HttpContract;
import dev.trackbus.bus.PhaseChanged.Phase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * HTTP server verticle, one instance per event loop, sharing one port. It is deployed last and undeployed first, so that
 * the verticles that it needs are always available.
 */
public final class HttpVerticle extends VerticleBase {
    private final HttpConfig config;
    private final HealthChecks checks;
    private final HttpMetrics metrics;
    private final InstantSource clock;
    private final CurrentPhase phase = new CurrentPhase();
    private final RefusedRates rates;
    private final MemoryLimits memory;
    private final ShedLog shedLog;
    private final LongSupplier nanos;
    private final AdaptiveConcurrencyLimit inFlight;
    private final ByteBudget bodies;
    private final EventLoopLag lag;
    private DateHeader date;
    private AnsweredStreams streams;
    private Bus bus;
    private RouteTable routes;
    private HttpServer server;
    private List<Gauge> gauges = List.of();
    private long ticking = -1;

    /**
     * Creates an instance, to be deployed once, on an event loop.
     *
     * @param config   address, time-outs and limits of the server
     * @param limits   this instance's share of the limits of the process
     * @param checks   health checks of the readiness response, in its order
     * @param registry registry of all meters
     * @param clock    clock of the time of receipt
     */
    public HttpVerticle(
            HttpConfig config,
            InstanceLimits limits,
            HealthChecks checks,
            MeterRegistry registry,
            InstantSource clock) {
        this(config, limits, checks, registry, clock, System::nanoTime);
    }

    /** @param nanos monotonic time, for the lag of the event loop */
    HttpVerticle(
            HttpConfig config,
            InstanceLimits limits,
            HealthChecks checks,
            MeterRegistry registry,
            InstantSource clock,
            LongSupplier nanos) {
        this.config = Objects.requireNonNull(config, "config");
        this.checks = Objects.requireNonNull(checks, "checks");
        this.rates = limits.refusedEvents();
        this.metrics = new HttpMetrics(registry);
        this.clock = Objects.requireNonNull(clock, "clock");
        this.memory = limits.memory();
        this.shedLog = new ShedLog(clock);
        this.nanos = nanos;
        this.inFlight = new AdaptiveConcurrencyLimit(config.maxInFlight(), memory.headBytes(), config.committed());
        this.bodies = new ByteBudget(memory.bodyBytes());
        this.lag = new EventLoopLag(nanos);
    }

    /** Completes when the port is bound. The instance is ready after the phase SERVING was published. */
    @Override
    public Future<?> start() {
        bus = new Bus(vertx);
        date = new DateHeader(clock);
        streams = new AnsweredStreams(
                new ByteBudget(memory.streamBytes()), nanos, task -> context.runOnContext(later -> task.run()));
        Responder responder = new Responder(phase, metrics, date, streams, shedLog, config.deadline());
        Admission admission = new Admission(inFlight, bodies, lag, metrics, responder);
        routes = routes(admission, responder);
        server = vertx.createHttpServer(Limits.serverOptions(config))
                .requestHandler(new RequestDispatcher(routes, admission, responder, clock))
                .invalidRequestHandler(responder::invalid)
                .connectionHandler(Http2RequestFilter::install);
        return bus.subscribe(HttpContract.PHASE_CHANGED, changed -> phase.enter(changed.phase()))
                .compose(listening -> server.listen())
                .onSuccess(bound -> {
                    gauges = metrics.watch(
                            inFlight, bodies, lag, Thread.currentThread().getName());
                    tick(admission);
                });
    }

    /** No periodic timer: that would make up for the ticks it missed, at once, and seem in time. */
    private void tick(Admission admission) {
        ticking = vertx.setTimer(EventLoopLag.PERIOD.toMillis(), due -> tick(admission));
        admission.tick();
        streams.tick();
        date.refresh();
        shedLog.tick();
    }

    private RouteTable routes(Admission admission, Responder responder) {
        TrackingHandler handler =
                new TrackingHandler(bus, config.append(), new RefusedEvents(bus, rates, clock, metrics), clock);
        TrackingRoute tracking = new TrackingRoute(
                vertx, admission, new RequestReader(clock), handler, new JsonRenderer(responder), config.deadline());
        return RouteTable.of(tracking, new HealthRoute(bus, checks, phase, responder));
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
        return bus.unregister()
                .eventually(() -> server.shutdown(config.shutdownGrace().toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Returns the routes, once start has completed. */
    List<Route> routes() {
        return routes.routes();
    }

    /** Returns the port that was bound, once start has completed. */
    int actualPort() {
        return server.actualPort();
    }

    /** Returns the phase of the last message. */
    Phase phase() {
        return phase.get();
    }
}
