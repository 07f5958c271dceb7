package dev.trackbus.http;

import dev.trackbus.bus.Appended;
import dev.trackbus.bus.Bus;
import dev.trackbus.bus.CacheContract;
import dev.trackbus.bus.Customer;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.HealthStatus;
import dev.trackbus.bus.HttpContract;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.bus.ParameterNames;
import dev.trackbus.bus.PhaseChanged;
import dev.trackbus.bus.PhaseChanged.Phase;
import dev.trackbus.bus.Program;
import dev.trackbus.bus.RedisContract;
import dev.trackbus.bus.RejectionReason;
import dev.trackbus.bus.TrackingEvent;
import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.bus.ValidationResult;
import dev.trackbus.bus.Validity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** One HttpVerticle on a port of its own, its neighbours stubbed through their contracts: by default all goes well. */
final class Service implements AutoCloseable {
    static final Program PROGRAM = new Program(
            "212312", "Summer \"sale\"", "c0ffee", new Customer(42, "ACME"), Validity.ALWAYS, ParameterNames.NONE, 1);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Vertx vertx;
    final Bus bus;
    final MovedClock clock = new MovedClock();
    final Queue<TrackingEvent> events = new ConcurrentLinkedQueue<>();
    final String deployment;

    volatile Function<TrackingRequest, Future<ValidationResult>> cache =
            request -> Future.succeededFuture(new ValidationResult.Accepted(PROGRAM));
    volatile Function<TrackingEvent, Future<Appended>> kinesis =
            event -> Future.succeededFuture(new Appended(events.size()));
    volatile Supplier<Future<HealthStatus>> redisCondition =
            () -> Future.succeededFuture(new HealthStatus(true, "here"));
    volatile Supplier<Future<HealthStatus>> kinesisCondition =
            () -> Future.succeededFuture(new HealthStatus(true, "here"));

    /** By how many nanoseconds the event loop's clock rises with each look at it; usually it stands still. */
    volatile long leapNanos;

    private final HealthChecks checks =
            HealthChecks.none().with("redis", RedisContract.HEALTH).with("kinesis", KinesisContract.HEALTH);

    private final AtomicLong leapt = new AtomicLong();
    private final HttpVerticle verticle;

    Service() {
        this(HttpConfig.of("127.0.0.1", 0, false), RefusedRates.USUAL.sharedBy(1));
    }

    Service(ConnectionLimit limit) {
        this(HttpConfig.of("127.0.0.1", 0, false), RefusedRates.USUAL.sharedBy(1), limit);
    }

    Service(HttpConfig config, RefusedRates rates) {
        this(config, rates, ConnectionLimit.usual());
    }

    Service(HttpConfig config, RefusedRates rates, ConnectionLimit limit) {
        this(config, rates, MemoryLimits.sharedBy(1), limit, UnfinishedHeads.usual());
    }

    Service(MemoryLimits memory) {
        this(
                HttpConfig.of("127.0.0.1", 0, false),
                RefusedRates.USUAL.sharedBy(1),
                memory,
                ConnectionLimit.usual(),
                UnfinishedHeads.usual());
    }

    Service(UnfinishedHeads heads) {
        this(
                HttpConfig.of("127.0.0.1", 0, false),
                RefusedRates.USUAL.sharedBy(1),
                MemoryLimits.sharedBy(1),
                ConnectionLimit.usual(),
                heads);
    }

    private Service(
            HttpConfig config, RefusedRates rates, MemoryLimits memory, ConnectionLimit limit, UnfinishedHeads heads) {
        vertx = Bus.prepare(Vertx.builder()
                .with(new VertxOptions().setEventLoopPoolSize(1))
                .withTransport(new ConnectionLimitingTransport(limit, heads, meters))
                .build());
        bus = new Bus(vertx);
        bus.serve(CacheContract.VALIDATE, request -> cache.apply(request));
        bus.serve(KinesisContract.APPEND, event -> {
            events.add(event);
            return kinesis.apply(event);
        });
        bus.serve(RedisContract.HEALTH, probe -> redisCondition.get());
        bus.serve(KinesisContract.HEALTH, probe -> kinesisCondition.get());
        verticle = new HttpVerticle(
                config, new InstanceLimits(rates, memory), checks, meters, clock, () -> leapt.addAndGet(leapNanos));
        deployment = await(vertx.deployVerticle(verticle));
    }

    List<Route> routes() {
        return verticle.routes();
    }

    void enter(Phase phase) {
        bus.publish(HttpContract.PHASE_CHANGED, new PhaseChanged(phase));
    }

    void refuses(RejectionReason reason, String parameter) {
        cache = request -> Future.succeededFuture(new ValidationResult.Rejected(PROGRAM, reason, parameter));
    }

    void knowsNoProgram() {
        cache = request -> Future.succeededFuture(ValidationResult.UNKNOWN_PROGRAM);
    }

    /** The only event so far, awaited: those of refused requests come after their answers. */
    TrackingEvent event() {
        Awaitility.await().until(() -> events.size() == 1);
        return events.element();
    }

    static <T> Future<T> failed(Failure failure) {
        return Future.failedFuture(new FailureException(failure, "secret detail"));
    }

    static <T> Future<T> never() {
        return Promise.<T>promise().future();
    }

    Phase phase() {
        return verticle.phase();
    }

    int port() {
        return verticle.actualPort();
    }

    RawConnection connect() {
        return new RawConnection(port());
    }

    /** Sends one request with a Host header; each header is given as {@code Name: value}. */
    Answer get(String target, String... headers) {
        return send("GET", target, "", headers);
    }

    Answer post(String target, String body, String... headers) {
        return send("POST", target, body, headers);
    }

    Answer send(String method, String target, String body, String... headers) {
        try (RawConnection connection = connect()) {
            connection.send(request(method, target, body, headers));
            return method.equals("HEAD") ? connection.readWithoutBody() : connection.read();
        }
    }

    static String request(String method, String target, String body, String... headers) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: t\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            request.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return request.append("\r\n").append(body).toString();
    }

    double count(String meter, String... tags) {
        return meters.get(meter).tags(tags).counter().count();
    }

    void awaitInFlight(int requests) {
        awaitGauge("trackbus.http.in.flight", requests);
    }

    void awaitGauge(String meter, double value) {
        Awaitility.await().until(() -> meters.get(meter).gauge().value() == value);
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
