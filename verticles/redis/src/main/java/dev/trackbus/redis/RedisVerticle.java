package dev.trackbus.redis;

import dev.trackbus.bus.Backoff;
import dev.trackbus.bus.Bus;
import dev.trackbus.bus.FindProgram;
import dev.trackbus.bus.HealthRequest;
import dev.trackbus.bus.HealthStatus;
import dev.trackbus.bus.ProgramChanged;
import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.bus.RedisContract;
import dev.trackbus.bus.Subscribed;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.TrustOptions;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntToLongFunction;

/**
 * Redis verticle: serves {@link RedisContract} with one instance on one event loop.
 * It starts without waiting for Redis, fails requests fast while disconnected, and reconnects by itself.
 */
public final class RedisVerticle extends VerticleBase {
    private final RedisConfig config;
    private final RedisLimits limits;
    private final TrustOptions trust;
    private final MeterRegistry registry;
    private final Clock clock = Clock.systemUTC();
    private RedisMetrics metrics;
    private Bus bus;
    private CorruptPrograms corrupt;
    private ReadHealth health;
    private ProgramReads reads;
    private InFlightReads inFlightReads;
    private ReconnectingConnection commands;
    private ReconnectingConnection subscription;
    private long checks = -1;

    /**
     * @param config   where Redis is
     * @param registry where the meters go
     */
    public RedisVerticle(RedisConfig config, MeterRegistry registry) {
        this(config, RedisLimits.DEFAULT, null, registry);
    }

    RedisVerticle(RedisConfig config, RedisLimits limits, TrustOptions trust, MeterRegistry registry) {
        this.config = Objects.requireNonNull(config, "config");
        this.limits = Objects.requireNonNull(limits, "limits");
        this.trust = trust;
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    /**
     * Registers the consumers and begins to connect; does not wait for Redis.
     *
     * @return completed when the contract is served
     */
    @Override
    public Future<?> start() {
        bus = new Bus(vertx);
        metrics = new RedisMetrics(registry);
        corrupt = new CorruptPrograms(limits.corruptProgramTtl(), System::nanoTime);
        RedisMetrics.ForConnection commandMetrics = metrics.link("commands");
        health = new ReadHealth(config.address(), clock, System::nanoTime, commandMetrics);
        reads = new ProgramReads(config.keyPrefix(), limits.readTimeout(), corrupt, health, metrics, System::nanoTime);
        inFlightReads = new InFlightReads(vertx, limits, reads::read, reads::timedOut, metrics);
        reads.onEnd(() -> inFlightReads.failAll("Redis: connection lost"));
        commands = link(reads, commandMetrics);
        ConnectionRole updates = new Subscription(
                config.channel(),
                this::subscribed,
                this::changed,
                metrics,
                System::nanoTime,
                task -> vertx.setTimer(1, due -> task.run()));
        subscription = link(updates, metrics.link(updates.name()));
        commands.open();
        subscription.open();
        checks = vertx.setPeriodic(limits.pingInterval().toMillis(), timer -> check());
        return Future.join(
                bus.serve(RedisContract.FIND_PROGRAM, this::find), bus.serve(RedisContract.HEALTH, this::condition));
    }

    private ReconnectingConnection link(ConnectionRole role, RedisMetrics.ForConnection linkMetrics) {
        Backoff backoff = new Backoff(
                limits.firstBackoff().toMillis(), limits.maxBackoff().toMillis());
        IntToLongFunction delay = failures -> Math.max(
                1, backoff.delayMillis(failures, ThreadLocalRandom.current().nextDouble()));
        return new ReconnectingConnection(vertx, new Endpoint(config, limits, delay, trust), role, clock, linkMetrics);
    }

    /**
     * Withdraws, fails who still waits, closes both connections.
     *
     * @return completed when all is closed
     */
    @Override
    public Future<?> stop() {
        return bus.unregister().eventually(() -> {
            vertx.cancelTimer(checks);
            inFlightReads.failAll("Redis: stopping");
            metrics.close();
            return Future.join(commands.close(), subscription.close());
        });
    }

    private Future<ProgramLookup> find(FindProgram question) {
        return look(question.programId()).onComplete(metrics::looked, cause -> metrics.lookFailed());
    }

    private Future<ProgramLookup> look(String programId) {
        if (commands.connection() == null) {
            return ProgramReads.unavailable("Redis: not connected");
        }
        String corruption = corrupt.reason(programId);
        return corruption == null
                ? inFlightReads.find(programId)
                : ProgramReads.unavailable("program " + programId + " is corrupt: " + corruption);
    }

    private void subscribed(long epoch) {
        corrupt.forgetAll();
        inFlightReads.renewAll();
        bus.publish(RedisContract.SUBSCRIBED, new Subscribed(epoch));
    }

    private void check() {
        if (commands.connection() != null) {
            reads.check();
        }
    }

    private void changed(ProgramChanged change) {
        if (change instanceof ProgramChanged.Updated) {
            reads.keyspace().found(change.programId());
        } else if (change instanceof ProgramChanged.Deleted deleted && deleted.version() > 0) {
            reads.keyspace().deleted(deleted.programId());
        }
        corrupt.forget(change.programId());
        inFlightReads.renew(change.programId());
        bus.publish(RedisContract.PROGRAM_CHANGED, change);
    }

    private Future<HealthStatus> condition(HealthRequest probe) {
        HealthStatus lookups = lookups();
        HealthStatus pushes = subscription.condition();
        return Future.succeededFuture(
                new HealthStatus(lookups.healthy() && pushes.healthy(), lookups.detail() + "; " + pushes.detail()));
    }

    private HealthStatus lookups() {
        HealthStatus connection = commands.condition();
        if (connection.healthy() && !health.isHealthy()) {
            return new HealthStatus(false, health.detail());
        }
        return reads.keyspace().isEmpty()
                ? new HealthStatus(
                        false, connection.detail() + "; " + reads.keyspace().detail())
                : connection;
    }
}
