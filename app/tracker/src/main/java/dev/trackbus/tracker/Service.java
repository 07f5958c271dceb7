package dev.trackbus.tracker;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.Drained;
import dev.trackbus.http.ConnectionLimitingTransport;
import dev.trackbus.tracker.settings.TrackerConfig;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service as a process: Vert.x, the meters, the signals, the exit code. */
final class Service {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final Duration MARGIN = Duration.ofSeconds(12);

    private final TrackerConfig config;
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();

    Service(TrackerConfig config) {
        this.config = config;
    }

    /** Serves until the process is told to stop. Returns only where the start failed. */
    ExitCode run() throws InterruptedException {
        int eventLoops = Runtime.getRuntime().availableProcessors();
        Vertx vertx = Bus.prepare(vertx(eventLoops));
        FatalFaults faults = new FatalFaults(Runtime.getRuntime()::halt);
        Thread.setDefaultUncaughtExceptionHandler(faults);
        vertx.exceptionHandler(faults::unhandled);
        bindProcessMeters();
        BootstrapVerticle bootstrap = new BootstrapVerticle(config, eventLoops, meters);
        try {
            await(vertx.deployVerticle(bootstrap), Duration.ofSeconds(30));
        } catch (ExecutionException | TimeoutException e) {
            ExitCode code = ExitCode.of(e);
            String why = e.getCause() == null
                    ? "no answer within 30 s"
                    : e.getCause().getMessage();
            LOG.error("not started, exit code {}: {}", code.code(), why, code == ExitCode.DEFECT ? e : null);
            vertx.close();
            return code;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(bootstrap), "stop"));
        Thread.currentThread().join();
        return ExitCode.DONE;
    }

    /** Ends the process itself: a JVM that is ended by a signal would otherwise say 143. */
    private void stop(BootstrapVerticle bootstrap) {
        ExitCode code = ExitCode.WORK_REMAINS;
        try {
            Duration most = config.stop().grace().plus(config.stop().drain()).plus(MARGIN);
            Drained remaining = await(bootstrap.stopService(), most);
            code = ExitCode.remaining(remaining.remaining(), remaining.deadLetters());
            gc.close();
        } catch (ExecutionException | TimeoutException | InterruptedException | RuntimeException e) {
            LOG.error("not stopped in order", e);
        } finally {
            LOG.info("stopped with exit code {}", code.code());
            Runtime.getRuntime().halt(code.code());
        }
    }

    private static <T> T await(Future<T> future, Duration most)
            throws ExecutionException, TimeoutException, InterruptedException {
        return future.toCompletionStage().toCompletableFuture().get(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void bindProcessMeters() {
        gc.bindTo(meters);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
    }

    /** Vert.x's own meters of pools and verticles; the others cost on every request and ours say more, Redis' too. */
    private Vertx vertx(int eventLoops) {
        MicrometerMetricsOptions metrics = new MicrometerMetricsOptions().setEnabled(true);
        EnumSet.complementOf(EnumSet.of(MetricsDomain.NAMED_POOLS, MetricsDomain.VERTICLES))
                .forEach(metrics::addDisabledMetricsCategory);
        metrics.addDisabledMetricsCategory("redis");
        return Vertx.builder()
                .with(new VertxOptions().setEventLoopPoolSize(eventLoops).setMetricsOptions(metrics))
                .withMetrics(new MicrometerMetricsFactory(meters))
                .withTransport(new ConnectionLimitingTransport(config.limits().connections(), meters))
                .build();
    }
}
