package dev.trackbus.tracker;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.Drain;
import dev.trackbus.bus.Drained;
import dev.trackbus.bus.HttpContract;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.bus.PhaseChanged;
import dev.trackbus.bus.PhaseChanged.Phase;
import dev.trackbus.bus.RedisContract;
import dev.trackbus.cache.CacheVerticle;
import dev.trackbus.http.HealthChecks;
import dev.trackbus.http.HttpVerticle;
import dev.trackbus.http.InstanceLimits;
import dev.trackbus.http.MemoryLimits;
import dev.trackbus.kinesis.DeadLetterVerticle;
import dev.trackbus.kinesis.KinesisVerticle;
import dev.trackbus.kinesis.PutRecordsVerticle;
import dev.trackbus.redis.RedisVerticle;
import dev.trackbus.tracker.settings.TrackerConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verticle that starts all others, and stops them in reverse order. Each verticle starts after those that it sends
 * requests to, and stops before them. Vert.x stops children before their parent, and all at once in {@code
 * vertx.close()}; therefore {@link #parts} lists the order. Event loop.
 */
public final class BootstrapVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(BootstrapVerticle.class);
    private static final String KINESIS = "kinesis";
    private static final Drained UNKNOWN = new Drained(-1, 0);

    private final TrackerConfig config;
    private final int eventLoops;
    private final PrometheusMeterRegistry meters;
    private final InstantSource clock = InstantSource.system();
    private ServiceParts parts;
    private Bus bus;
    private Drained drained = UNKNOWN;
    private int managementPort;

    /**
     * Creates the verticle, to be deployed once.
     *
     * @param config     checked settings
     * @param eventLoops number of instances of HttpVerticle, one per event loop
     * @param meters     registry of all verticles
     */
    public BootstrapVerticle(TrackerConfig config, int eventLoops, PrometheusMeterRegistry meters) {
        this.config = config;
        this.eventLoops = eventLoops;
        this.meters = meters;
    }

    /** Completes when all local resources are open. Fails with {@link StartException} if a port is not free. */
    @Override
    public Future<?> start() {
        bus = new Bus(vertx);
        parts = new ServiceParts(parts());
        return parts.start().onSuccess(done -> {
            bus.publish(HttpContract.PHASE_CHANGED, new PhaseChanged(Phase.SERVING));
            LOG.info(
                    "Serving on {}:{}, metrics on {}:{}",
                    config.http().host(),
                    config.http().port(),
                    config.management().host(),
                    managementPort);
        });
    }

    /** The parts of the service in the order of their start. */
    private List<ServicePart> parts() {
        String stream = config.kinesis().stream();
        List<ServicePart> all = new ArrayList<>();
        all.add(managementServer());
        config.kinesis()
                .deadLetterQueue()
                .ifPresent(queue -> all.add(verticle(
                        "dead-letter queue",
                        () -> new DeadLetterVerticle(queue, stream),
                        instances(1).setThreadingModel(ThreadingModel.WORKER))));
        all.add(verticle("senders", () -> new PutRecordsVerticle(stream, config.aws()), senders()));
        all.add(verticle(
                KINESIS, () -> new KinesisVerticle(config.kinesis(), config.senders(), meters, clock), instances(1)));
        config.metricsNamespace().ifPresent(namespace -> all.add(cloudWatchMetrics(namespace)));
        all.add(ServicePart.atStop("drain", this::drain, KinesisContract.DRAIN.deadline()));
        all.add(verticle("redis", () -> new RedisVerticle(config.redis(), meters), instances(1)));
        all.add(verticle("cache", () -> new CacheVerticle(config.cache(), meters, clock), instances(1)));
        all.add(http());
        return all;
    }

    private ServicePart managementServer() {
        ManagementServer server = new ManagementServer(vertx, meters);
        TrackerConfig.Management where = config.management();
        return new ServicePart(
                "management",
                () -> server.listen(where)
                        .onSuccess(port -> managementPort = port)
                        .recover(cause -> Future.failedFuture(
                                StartException.ofListen("MANAGEMENT", where.host(), where.port(), cause))),
                server::close);
    }

    /** Its last line is written after the drain, while the journal's meters are registered. */
    private ServicePart cloudWatchMetrics(String namespace) {
        CloudWatchMetrics metrics = new CloudWatchMetrics(meters, namespace, clock);
        return new ServicePart(
                "CloudWatch metrics",
                () -> {
                    vertx.setPeriodic(CloudWatchMetrics.PERIOD.toMillis(), timer -> metrics.write());
                    return Future.succeededFuture();
                },
                () -> {
                    metrics.write();
                    return Future.succeededFuture();
                });
    }

    private ServicePart http() {
        ServicePart http = verticle(
                "http",
                () -> new HttpVerticle(
                        config.http(),
                        new InstanceLimits(
                                config.limits().refusedEvents().sharedBy(eventLoops),
                                MemoryLimits.sharedBy(eventLoops)),
                        healthChecks(),
                        meters,
                        clock),
                instances(eventLoops));
        return new ServicePart(
                http.name(),
                () -> http.start()
                        .get()
                        .recover(cause -> Future.failedFuture(StartException.ofListen(
                                "HTTP", config.http().host(), config.http().port(), cause))),
                http.stop());
    }

    private static HealthChecks healthChecks() {
        return HealthChecks.none().with("redis", RedisContract.HEALTH).with(KINESIS, KinesisContract.HEALTH);
    }

    private DeploymentOptions senders() {
        return instances(config.senders())
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName("sender")
                .setWorkerPoolSize(config.senders());
    }

    private static DeploymentOptions instances(int count) {
        return new DeploymentOptions().setInstances(count);
    }

    private ServicePart verticle(String name, Supplier<? extends Deployable> verticle, DeploymentOptions options) {
        AtomicReference<String> deployment = new AtomicReference<>();
        return new ServicePart(
                name,
                () -> vertx.deployVerticle(verticle, options).onSuccess(deployment::set),
                () -> vertx.undeploy(deployment.get()));
    }

    /**
     * Withdraws readiness, serves during the grace time, then stops all parts: no request is accepted, requests in flight
     * are answered, events are delivered. A part that fails or exceeds its limit is logged, and the others are stopped.
     *
     * @return events that remain, -1 if their number is unknown; may be called from any thread, once
     */
    public Future<Drained> stopService() {
        Promise<Drained> stopped = Promise.promise();
        context.runOnContext(start -> stopInOrder().onComplete(stopped));
        return stopped.future();
    }

    private Future<Drained> stopInOrder() {
        Duration grace = config.stop().grace();
        LOG.info("Stopping: not ready, serving for {} ms", grace.toMillis());
        bus.publish(HttpContract.PHASE_CHANGED, new PhaseChanged(Phase.STOPPING));
        return after(grace).compose(done -> parts.stop()).map(failed -> remaining(drained, !failed.contains(KINESIS)));
    }

    private Future<Void> after(Duration delay) {
        return delay.isZero() ? Future.succeededFuture() : vertx.timer(delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Future<Void> drain() {
        return bus.request(
                        KinesisContract.DRAIN, new Drain(config.stop().drain().toMillis()))
                .onSuccess(result -> {
                    drained = result;
                    LOG.info(
                            "Stopping: drained, {} events and {} dead letters remain",
                            result.remaining(),
                            result.deadLetters());
                })
                .mapEmpty();
    }

    /** Returns what remains: unknown if the journal did not close, because its last checkpoint may be an old one. */
    static Drained remaining(Drained drained, boolean journalClosed) {
        return journalClosed ? drained : new Drained(UNKNOWN.remaining(), drained.deadLetters());
    }
}
