package dev.trackbus.redis;

import dev.trackbus.bus.HealthStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Redis connection that reconnects after a loss. Used on the verticle's event loop.
 *
 * <pre>
 *   open ──► attempt ──► up ──► (lost) ──► pause ──► attempt …
 *               └──── fails or takes too long ──┘
 * </pre>
 *
 * <p>However many signs of its end an attempt gives (end, exception, failed PING, time-out), the first one counts: the
 * attempt is no longer the current one and the others are not heard. A connection without use is asked to QUIT; where
 * it does not answer any more, and where a handshake hangs, the client's read-idle time-out closes the socket. One
 * client serves all attempts, because a closed one would stay referenced until the verticle is undeployed.
 */
final class ReconnectingConnection {
    private static final Logger LOG = LoggerFactory.getLogger(ReconnectingConnection.class);
    private static final RedisFault NO_FAULT = new RedisFault("", "", false);
    private static final int MAX_LOGGED_CAUSES = 16;

    enum State {
        CONNECTING,
        CONNECTED,
        UNREACHABLE,
        REJECTED
    }

    private final class Attempt {
        private RedisConnection connection;
    }

    private final Vertx vertx;
    private final Endpoint endpoint;
    private final ConnectionRole role;
    private final Clock clock;
    private final RedisMetrics.ForConnection metrics;
    private final LogRateLimiter logLimiter =
            new LogRateLimiter(MAX_LOGGED_CAUSES, Duration.ofMinutes(1), System::nanoTime);
    private Redis client;
    private Attempt current;
    private State state = State.CONNECTING;
    private Instant since;
    private String reason = "";
    private boolean logged = true;
    private int failures;
    private long pause = -1;
    private long pings = -1;
    private boolean closed;

    ReconnectingConnection(
            Vertx vertx, Endpoint endpoint, ConnectionRole role, Clock clock, RedisMetrics.ForConnection metrics) {
        this.vertx = vertx;
        this.endpoint = endpoint;
        this.role = role;
        this.clock = clock;
        this.metrics = metrics;
        this.since = clock.instant();
    }

    void open() {
        client = Redis.createClient(vertx, endpoint.options());
        attempt();
    }

    /** The connection, null while there is none that can be used. */
    RedisConnection connection() {
        return state == State.CONNECTED ? current.connection : null;
    }

    HealthStatus condition() {
        String detail = role.name() + " " + state.name().toLowerCase(Locale.ROOT) + " since " + since;
        return new HealthStatus(state == State.CONNECTED, reason.isEmpty() ? detail : detail + ": " + reason);
    }

    Future<Void> close() {
        closed = true;
        vertx.cancelTimer(pause);
        vertx.cancelTimer(pings);
        current = null;
        state = State.UNREACHABLE;
        metrics.connected(false);
        return client == null ? Future.succeededFuture() : client.close();
    }

    private void attempt() {
        Attempt attempt = new Attempt();
        current = attempt;
        client.connect()
                .compose(connection -> prepare(attempt, connection))
                .timeout(endpoint.limits().connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(ready -> up(attempt), cause -> down(attempt, cause));
    }

    private Future<?> prepare(Attempt attempt, RedisConnection connection) {
        if (attempt != current) {
            return connection.send(Request.cmd(Command.QUIT));
        }
        attempt.connection = connection;
        connection
                .handler(message -> {
                    if (attempt == current) {
                        role.received(message);
                    }
                })
                .exceptionHandler(cause -> down(attempt, cause))
                .endHandler(end -> down(attempt, new IllegalStateException("connection closed")));
        return endpoint.login(connection).compose(done -> role.begin(connection));
    }

    private void up(Attempt attempt) {
        if (attempt != current) {
            return;
        }
        if (failures > 0) {
            metrics.reconnected();
        }
        metrics.connected(true);
        become(State.CONNECTED, NO_FAULT);
        role.usable();
        pings = vertx.setPeriodic(endpoint.limits().pingInterval().toMillis(), timer -> ping(attempt));
    }

    private void ping(Attempt attempt) {
        attempt.connection
                .send(Request.cmd(Command.PING))
                .onComplete(
                        reply -> {
                            if (attempt == current) {
                                failures = 0;
                                role.received(reply);
                            }
                        },
                        cause -> down(attempt, cause));
    }

    private void down(Attempt attempt, Throwable cause) {
        if (attempt != current || closed) {
            return;
        }
        current = null;
        failures++;
        vertx.cancelTimer(pings);
        RedisFault fault = RedisFault.of(cause);
        metrics.failed(fault.refusal());
        metrics.connected(false);
        boolean wasUp = state == State.CONNECTED;
        become(fault.refusal() ? State.REJECTED : State.UNREACHABLE, fault);
        if (attempt.connection != null) {
            attempt.connection.send(Request.cmd(Command.QUIT));
        }
        pause = vertx.setTimer(endpoint.backoff().applyAsLong(failures), timer -> attempt());
        if (wasUp) {
            role.ended();
        }
    }

    private void become(State next, RedisFault fault) {
        reason = fault.cause();
        if (state == next) {
            return;
        }
        state = next;
        since = clock.instant();
        if (next != State.CONNECTED) {
            logged = logLimiter.permits(reason);
            if (logged) {
                LOG.warn(
                        "Redis {}: {} {}, retrying: {}",
                        role.name(),
                        endpoint.address(),
                        next == State.REJECTED ? "refuses the connection" : "cannot be reached",
                        fault.text());
            }
        } else if (logged) {
            LOG.info("Redis {}: connected to {}", role.name(), endpoint.address());
        }
    }
}
