package dev.trackbus.redis;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.proto.InvalidProgramException;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Reader of programs on the command connection. It classifies each failure as a corrupt program or a fault of Redis.
 * Used on one event loop.
 */
final class ProgramReads implements ConnectionRole {
    /** Keys that Redis looks at for a page of a scan: less than a millisecond. */
    private static final int PAGE = 1_000;

    private final ProgramKeys keys;
    private final CorruptPrograms corrupt;
    private final ReadHealth health;
    private final KeyspaceCheck keyspace;
    private final RedisMetrics metrics;
    private final LongSupplier ticker;
    private RedisConnection connection;
    private Runnable onEnd = () -> {};

    ProgramReads(
            String keyPrefix, CorruptPrograms corrupt, ReadHealth health, RedisMetrics metrics, LongSupplier ticker) {
        this.keys = new ProgramKeys(keyPrefix);
        this.corrupt = corrupt;
        this.health = health;
        this.keyspace = new KeyspaceCheck(new Commands(), InstantSource.system(), ticker, metrics);
        this.metrics = metrics;
        this.ticker = ticker;
    }

    void onEnd(Runnable handler) {
        onEnd = handler;
    }

    KeyspaceCheck keyspace() {
        return keyspace;
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
    public void usable() {
        check();
    }

    @Override
    public void ended() {
        onEnd.run();
    }

    /** Reads a program without a request for it, so that a fault is noticed, and its end, without traffic. */
    void check() {
        if (!health.isHealthy() || !keyspace.knowsPrograms()) {
            hash(health.programToRead());
        }
        keyspace.check();
    }

    /** One HGETALL; its outcome is the health of the reads. */
    private Future<Response> hash(String programId) {
        RedisConnection used = connection;
        return used.send(keys.read(programId)).onComplete((answer, failure) -> {
            if (used == connection) {
                report(programId, failure);
            }
        });
    }

    private void report(String programId, Throwable failure) {
        RedisFault fault = failure == null ? null : RedisFault.of(failure);
        if (fault == null || fault.isWrongType()) {
            health.succeeded(programId);
        } else if (fault.refusal()) {
            health.refused(programId, fault);
        }
    }

    /**
     * Reads a program, without sharing.
     *
     * @param programId which
     * @return the look-up, or a {@link FailureException} that is {@link Failure#UNAVAILABLE}
     */
    Future<ProgramLookup> read(String programId) {
        long sent = ticker.getAsLong();
        long changes = corrupt.changes();
        return hash(programId)
                .onComplete(any -> metrics.read(ticker.getAsLong() - sent))
                .transform((answer, failure) -> failure == null
                        ? understood(programId, answer, changes)
                        : failed(programId, RedisFault.of(failure), changes))
                .compose(lookup ->
                        lookup.fold(found -> Future.succeededFuture(lookup), missing -> confirmed(missing, sent)));
    }

    private Future<ProgramLookup> understood(String programId, Response answer, long changes) {
        try {
            ProgramLookup lookup = ProgramHash.lookup(programId, answer);
            if (lookup instanceof ProgramLookup.Found) {
                keyspace.found(programId);
            }
            return Future.succeededFuture(lookup);
        } catch (InvalidProgramException e) {
            return corrupt(programId, e.getMessage(), changes);
        }
    }

    /** A tombstone is an answer by itself; without a key Redis may have lost its programs. */
    private Future<ProgramLookup> confirmed(ProgramLookup.Missing missing, long sent) {
        if (missing.version() > 0) {
            return Future.succeededFuture(missing);
        }
        return keyspace.holdsPrograms(sent).transform((holds, failure) -> {
            if (failure != null) {
                return unavailable("Redis: " + RedisFault.of(failure).cause());
            }
            return holds ? Future.succeededFuture(missing) : unavailable("Redis is empty");
        });
    }

    private Future<ProgramLookup> failed(String programId, RedisFault fault, long changes) {
        return fault.isWrongType()
                ? corrupt(programId, "the key holds no hash", changes)
                : unavailable("Redis: " + fault.cause());
    }

    private Future<ProgramLookup> corrupt(String programId, String reason, long changes) {
        metrics.corrupt();
        corrupt.remember(programId, reason, changes);
        return unavailable("program " + programId + " is corrupt: " + reason);
    }

    static Future<ProgramLookup> unavailable(String why) {
        return Future.failedFuture(new FailureException(Failure.UNAVAILABLE, why));
    }

    private final class Commands implements KeyspaceCheck.Commands {
        @Override
        public Future<Response> read(String programId) {
            return hash(programId);
        }

        @Override
        public Future<ProgramStore.Page> scan(String cursor) {
            return connection.send(keys.scan(cursor, PAGE)).map(keys::page);
        }
    }
}
