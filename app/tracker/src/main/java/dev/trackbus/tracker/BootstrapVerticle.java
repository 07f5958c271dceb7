package dev.trackbus.tracker;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.Drain;
import dev.trackbus.bus.Drained;
import dev.trackbus.bus.HttpContract;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.bus.PhaseChanged;
import dev.trackbus.bus.PhaseChanged.Phase;
import dev.trackbus.cache.CacheConfig;
import dev.trackbus.cache.CacheVerticle;
import dev.trackbus.http.HttpVerticle;
import dev.trackbus.http.MemoryLimits;
import dev.trackbus.http.RefusedRates;
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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the verticles back to front, so that each finds its neighbours served, and stops them front to back, so that
 * none loses its neighbours while it still works. Vert.x's own undeployment stops children before their parent and
 * {@code vertx.close()} stops all at once; therefore the order is written here, in {@link #stopService()}.
 */
public final class BootstrapVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(BootstrapVerticle.class);
    private static final Duration STEP = Duration.ofSeconds(8);
    private static final Drained UNKNOWN_REST = new Drained(-1, 0);

    private final TrackerConfig config;
    private final int eventLoops;
    private final PrometheusMeterRegistry meters;
    private final Deque<String> deployments = new ArrayDeque<>();
    private Bus bus;
    private ManagementServer management;

    /**
     * @param config     the checked settings
     * @param eventLoops how many instances of HttpVerticle there are to be, one an event loop
     * @param meters     where all verticles count
     */
    public BootstrapVerticle(TrackerConfig config, int eventLoops, PrometheusMeterRegistry meters) {
        this.config = config;
        this.eventLoops = eventLoops;
        this.meters = meters;
    }

    @Override
    public Future<?> start() {
        InstantSource clock = InstantSource.system();
        bus = new Bus(vertx);
        management = new ManagementServer(vertx, meters);
        String stream = config.kinesis().stream();
        return deployDeadLetterQueue(stream)
                .compose(done -> deploy(() -> new PutRecordsVerticle(stream, config.aws()), senders()))
                .compose(done -> deploy(
                        () -> new KinesisVerticle(config.kinesis(), config.senders(), meters, clock), instances(1)))
                .compose(done -> deploy(() -> new RedisVerticle(config.redis(), meters), instances(1)))
                .compose(done -> deploy(() -> new CacheVerticle(CacheConfig.DEFAULT, meters, clock), instances(1)))
                .compose(done -> deploy(
                                () -> new HttpVerticle(
                                        config.http(),
                                        RefusedRates.sharedBy(eventLoops),
                                        MemoryLimits.sharedBy(eventLoops),
                                        meters,
                                        clock),
                                instances(eventLoops))
                        .recover(cause -> Future.failedFuture(StartException.ofListen(
                                "HTTP", config.http().host(), config.http().port(), cause))))
                .compose(done -> listen(config.management()))
                .onSuccess(port -> {
                    config.figures().ifPresent(namespace -> writeFigures(namespace, clock));
                    bus.publish(HttpContract.PHASE_CHANGED, new PhaseChanged(Phase.SERVING));
                    LOG.info(
                            "serving on {}:{}, metrics on {}:{}",
                            config.http().host(),
                            config.http().port(),
                            config.management().host(),
                            port);
                });
    }

    private Future<Integer> listen(TrackerConfig.Management where) {
        return management
                .listen(where)
                .recover(cause ->
                        Future.failedFuture(StartException.ofListen("MANAGEMENT", where.host(), where.port(), cause)));
    }

    private void writeFigures(String namespace, InstantSource clock) {
        CloudWatchMetrics figures = new CloudWatchMetrics(meters, namespace, clock);
        vertx.setPeriodic(CloudWatchMetrics.PERIOD.toMillis(), timer -> figures.write());
    }

    private Future<Void> deployDeadLetterQueue(String stream) {
        return config.kinesis()
                .deadLetterQueue()
                .map(queue -> deploy(
                        () -> new DeadLetterVerticle(queue, stream),
                        instances(1).setThreadingModel(ThreadingModel.WORKER)))
                .orElse(Future.succeededFuture());
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

    private Future<Void> deploy(Supplier<? extends Deployable> verticle, DeploymentOptions options) {
        return vertx.deployVerticle(verticle, options)
                .onSuccess(deployments::push)
                .mapEmpty();
    }

    /**
     * Withdraws readiness, serves on for the grace time, stops taking requests, answers those in flight, ships what is
     * buffered, and stops the rest. A step that fails or takes too long is logged and does not keep the others.
     *
     * @return what is left behind, -1 events where that is not known; may be called from any thread, once
     */
    public Future<Drained> stopService() {
        Promise<Drained> stopped = Promise.promise();
        context.runOnContext(start -> stopInOrder().onComplete(stopped));
        return stopped.future();
    }

    private Future<Drained> stopInOrder() {
        LOG.info(
                "stopping: not ready, serving on for {} ms",
                config.stop().grace().toMillis());
        bus.publish(HttpContract.PHASE_CHANGED, new PhaseChanged(Phase.STOPPING));
        return after(config.stop().grace())
                .compose(done -> undeployNext("http"))
                .compose(done -> undeployNext("cache"))
                .compose(done -> undeployNext("redis"))
                .compose(done -> drain())
                .compose(drained -> undeployNext("kinesis").map(well -> rest(drained, well)))
                .compose(rest -> undeployNext("senders")
                        .compose(done -> undeployNext("failure queue"))
                        .compose(done -> step("management", management.close()))
                        .map(rest));
    }

    private Future<Void> after(Duration delay) {
        return delay.isZero() ? Future.succeededFuture() : vertx.timer(delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Future<Drained> drain() {
        return bus.ask(KinesisContract.DRAIN, new Drain(config.stop().drain().toMillis()))
                .onSuccess(drained -> LOG.info(
                        "stopping: drained, {} events and {} dead letters remain",
                        drained.remaining(),
                        drained.deadLetters()))
                .recover(fault -> {
                    LOG.error("stopping: drain failed", fault);
                    return Future.succeededFuture(UNKNOWN_REST);
                });
    }

    private Future<Boolean> undeployNext(String name) {
        return deployments.isEmpty() ? Future.succeededFuture(true) : step(name, vertx.undeploy(deployments.pop()));
    }

    /** Whether it went well; never fails. */
    static Future<Boolean> step(String name, Future<Void> step) {
        return step.timeout(STEP.toMillis(), TimeUnit.MILLISECONDS).map(true).recover(fault -> {
            LOG.warn("stopping: {} did not stop well: {}", name, fault.toString());
            return Future.succeededFuture(false);
        });
    }

    /** What remains: not known where the journal did not close well, for its position may be an old one. */
    static Drained rest(Drained drained, boolean closed) {
        return closed ? drained : new Drained(UNKNOWN_REST.remaining(), drained.deadLetters());
    }
}
