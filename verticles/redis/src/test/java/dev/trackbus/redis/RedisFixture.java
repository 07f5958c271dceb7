package dev.trackbus.redis;

import static org.awaitility.Awaitility.await;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.FindProgram;
import dev.trackbus.bus.HealthRequest;
import dev.trackbus.bus.HealthStatus;
import dev.trackbus.bus.ProgramChanged;
import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.bus.RedisContract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.core.ConditionFactory;

/** A RedisVerticle under test, with what its neighbours see of it. */
final class RedisFixture implements AutoCloseable {
    static final String CHANNEL = "program-updates";

    /** The service's, with shorter pauses. */
    static final RedisLimits LIMITS = new RedisLimits(
            Duration.ofMillis(250),
            64,
            1_024,
            Duration.ofMillis(500),
            Duration.ofMillis(1_500),
            Duration.ofSeconds(1),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofSeconds(10));

    /** Waits for Redis longer than any test lasts. */
    static final RedisLimits PATIENT = new RedisLimits(
            Duration.ofMinutes(1),
            LIMITS.maxInFlight(),
            LIMITS.waiting(),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            LIMITS.connectTimeout(),
            LIMITS.firstBackoff(),
            LIMITS.maxBackoff(),
            LIMITS.corruptProgramTtl());

    /** Reads a corrupt hash again after a while. */
    static RedisLimits withDamageMemory(Duration memory) {
        return new RedisLimits(
                LIMITS.readTimeout(),
                LIMITS.maxInFlight(),
                LIMITS.waiting(),
                LIMITS.pingInterval(),
                LIMITS.silence(),
                LIMITS.connectTimeout(),
                LIMITS.firstBackoff(),
                LIMITS.maxBackoff(),
                memory);
    }

    final Vertx vertx;
    final Bus bus;
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final List<ProgramChanged> changes = new CopyOnWriteArrayList<>();
    final List<Long> epochs = new CopyOnWriteArrayList<>();
    private final String deployment;

    RedisFixture(RedisConfig config) {
        this(config, LIMITS, null);
    }

    RedisFixture(RedisConfig config, RedisLimits limits, TrustOptions trust) {
        vertx = Bus.prepare(Vertx.vertx());
        bus = new Bus(vertx);
        get(bus.subscribe(RedisContract.PROGRAM_CHANGED, changes::add));
        get(bus.subscribe(RedisContract.SUBSCRIBED, subscribed -> epochs.add(subscribed.subscriptionEpoch())));
        deployment = get(vertx.deployVerticle(new RedisVerticle(config, limits, trust, registry)));
    }

    static RedisConfig at(int port) {
        return new RedisConfig("127.0.0.1", port, false, "", "program:", CHANNEL);
    }

    static <T> T get(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(20));
    }

    RedisFixture awaitWell() {
        soon().until(() -> condition().healthy());
        return this;
    }

    /** Asks until there is an answer: a busy machine may miss the contract's short deadline. */
    HealthStatus condition() {
        return soon().ignoreExceptions()
                .until(() -> get(bus.request(RedisContract.HEALTH, new HealthRequest())), Objects::nonNull);
    }

    Future<ProgramLookup> ask(String programId) {
        return bus.request(RedisContract.FIND_PROGRAM, new FindProgram(programId));
    }

    /** Asks until Redis has answered, as {@link #condition()} does. */
    ProgramLookup find(String programId) {
        return soon().until(
                        () -> get(ask(programId)
                                .recover(cause -> ((FailureException) cause).failure() == Failure.TIMED_OUT
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(cause))),
                        Objects::nonNull);
    }

    FailureException failureOf(String programId) {
        return (FailureException) get(ask(programId)
                .transform((lookup, cause) ->
                        cause == null ? Future.failedFuture("answered " + lookup) : Future.succeededFuture(cause)));
    }

    boolean fails(String programId, Failure failure) {
        return failureOf(programId).failure() == failure;
    }

    double count(String meter, String... tags) {
        return registry.get(meter).tags(tags).counter().count();
    }

    /** How often programs were read for requests, without the reads of checks. */
    long reads() {
        return registry.get("trackbus.redis.read").timer().count();
    }

    double gauge(String meter, String... tags) {
        return registry.get(meter).tags(tags).gauge().value();
    }

    void undeploy() {
        get(vertx.undeploy(deployment));
    }

    @Override
    public void close() {
        get(vertx.close());
    }
}
