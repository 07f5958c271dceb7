package dev.trackbus.redis;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.Lookup;
import dev.trackbus.proto.InvalidProgramException;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads programs on the connection it is given, and says what each fault is: a damaged hash is one of the program, all
 * others are Redis'. On the verticle's event loop.
 */
final class ProgramReads implements Role {
    private static final Logger LOG = LoggerFactory.getLogger(ProgramReads.class);

    private final String keyPrefix;
    private final DamagedPrograms damaged;
    private final RedisMetrics metrics;
    private final LongSupplier ticker;
    private RedisConnection connection;
    private Runnable onEnd = () -> {};
    private boolean refused;

    ProgramReads(String keyPrefix, DamagedPrograms damaged, RedisMetrics metrics, LongSupplier ticker) {
        this.keyPrefix = keyPrefix;
        this.damaged = damaged;
        this.metrics = metrics;
        this.ticker = ticker;
    }

    void onEnd(Runnable handler) {
        onEnd = handler;
    }

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public Future<?> begin(RedisConnection greeted) {
        connection = greeted;
        return greeted.send(Request.cmd(Command.PING));
    }

    @Override
    public void ended() {
        onEnd.run();
    }

    /**
     * One HGETALL, without sharing.
     *
     * @param programId which
     * @return the look-up, or a {@link FailureException} that is {@link Failure#UNAVAILABLE}
     */
    Future<Lookup> read(String programId) {
        long sent = ticker.getAsLong();
        long changes = damaged.changes();
        return connection
                .send(Request.cmd(Command.HGETALL, keyPrefix + programId))
                .transform((answer, cause) -> {
                    metrics.read(ticker.getAsLong() - sent);
                    return cause == null ? understood(programId, answer, changes) : failed(programId, cause, changes);
                });
    }

    private Future<Lookup> understood(String programId, Response answer, long changes) {
        refused = false;
        try {
            return Future.succeededFuture(ProgramHash.lookup(programId, answer));
        } catch (InvalidProgramException e) {
            return damaged(programId, e.getMessage(), changes);
        }
    }

    private Future<Lookup> failed(String programId, Throwable cause, long changes) {
        String reason = Endpoint.reason(cause);
        if (reason.startsWith("WRONGTYPE")) {
            return damaged(programId, "the key holds no hash", changes);
        }
        if (isErrorReply(cause) && !refused) {
            refused = true;
            LOG.warn("Redis refuses to read: {}", reason);
        }
        return unavailable("Redis: " + reason);
    }

    private static boolean isErrorReply(Throwable cause) {
        return cause instanceof Response reply
                && reply.type() == ResponseType.ERROR
                && !"CONNECTION_CLOSED".equals(cause.getMessage());
    }

    private Future<Lookup> damaged(String programId, String reason, long changes) {
        metrics.damaged();
        damaged.remember(programId, reason, changes);
        return unavailable("program " + programId + " is damaged: " + reason);
    }

    static Future<Lookup> unavailable(String why) {
        return Future.failedFuture(new FailureException(Failure.UNAVAILABLE, why));
    }
}
