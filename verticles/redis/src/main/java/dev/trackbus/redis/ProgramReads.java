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
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
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
    private final long timeoutNanos;
    private final Set<String> unanswered = new HashSet<>();
    private RedisConnection connection;
    private Runnable onEnd = () -> {};

    ProgramReads(
            String keyPrefix,
            Duration timeout,
            CorruptPrograms corrupt,
            ReadHealth health,
            RedisMetrics metrics,
            LongSupplier ticker) {
        this.keys = new ProgramKeys(keyPrefix);
        this.corrupt = corrupt;
        this.health = health;
        this.keyspace = new KeyspaceCheck(new Commands(), InstantSource.system(), ticker, metrics);
        this.metrics = metrics;
        this.ticker = ticker;
        this.timeoutNanos = timeout.toNanos();
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
        long sent = ticker.getAsLong();
        return used.send(keys.read(programId)).onComplete((answer, failure) -> {
            if (used == connection) {
                report(programId, failure, ticker.getAsLong() - sent < timeoutNanos);
            }
        });
    }

    /** A late answer ends no fault: the flight has reported a timeout before. */
    private void report(String programId, Throwable failure, boolean inTime) {
        RedisFault fault = failure == null ? null : RedisFault.of(failure);
        if (fault == null || fault.isWrongType()) {
            if (inTime) {
                health.succeeded(programId);
            }
        } else if (fault.refusal()) {
            health.refused(programId, fault);
        }
    }

    /** A look-up took too long. Only the read is Redis' fault: the check of a miss may scan many keys. */
    void timedOut(String programId) {
        if (unanswered.contains(programId)) {
            health.timedOut(programId);
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
        unanswered.add(programId);
        return hash(programId)
                .onComplete(any -> unanswered.remove(programId))
                .onComplete(any -> metrics.read(ticker.getAsLong() - sent))
                .transform((answer, failure) -> failure == null
                        ? understood(programId, answer, changes)
                        : failed(programId, RedisFault.of(failure), changes))
                .compose(lookup -> lookup.fold(
                        found -> Future.succeededFuture(lookup), missing -> confirmed(programId, missing, sent)));
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
    private Future<ProgramLookup> confirmed(String programId, ProgramLookup.Missing missing, long sent) {
        if (missing.version() > 0) {
            keyspace.deleted(programId);
            return Future.succeededFuture(missing);
        }
        return keyspace.holdsPrograms(sent).transform((holds, failure) -> {
            if (failure != null) {
                return failure instanceof FailureException
                        ? Future.failedFuture(failure)
                        : unavailable("Redis: " + RedisFault.of(failure).cause());
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

    private final class Commands implements ProgramSearch.Commands {
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
