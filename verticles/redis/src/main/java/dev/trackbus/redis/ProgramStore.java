package dev.trackbus.redis;

import dev.trackbus.proto.InvalidProgramException;
import dev.trackbus.proto.ProgramDocument;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Client for core data in Redis, for commands: no sharing, no cache, no retry. Safe for use from any thread.
 * Futures fail with a message for the operator when Redis is unavailable.
 */
public final class ProgramStore {
    /** A program whose names and values are larger together, in bytes of UTF-8, is corrupt for all readers. */
    public static final int MAX_BYTES = ProgramHash.MAX_BYTES;

    /** Where a scan starts, and where it has ended. */
    public static final String START = "0";

    private static final int PAGE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RedisConfig config;
    private final ProgramKeys keys;
    private final Endpoint endpoint;
    private final Redis client;

    /**
     * A part of all keys.
     *
     * @param programIds those found; one may be found again on a later page
     * @param next       where the next page starts, {@link #START} where this is the last one
     */
    public record Page(List<String> programIds, String next) {
        /** Copies the list. */
        public Page {
            programIds = List.copyOf(programIds);
        }
    }

    /**
     * Makes no connection yet.
     *
     * @param vertx  on whose event loop it works
     * @param config where Redis is
     */
    public ProgramStore(Vertx vertx, RedisConfig config) {
        this.config = config;
        this.keys = new ProgramKeys(config.keyPrefix());
        this.endpoint = new Endpoint(config, RedisLimits.DEFAULT, failures -> 1, null);
        this.client = Redis.createClient(vertx, endpoint.options());
    }

    /**
     * Reads programs, all at once.
     *
     * @param programIds which, at most 1,000
     * @return what stands there, in their order; corruption is told, not failed with
     */
    public Future<List<StoredProgram>> read(List<String> programIds) {
        return each(programIds, keys::read, ProgramStore::stored);
    }

    /**
     * Reads only the versions of programs, all at once.
     *
     * @param programIds which, at most 1,000
     * @return their versions in their order, those of tombstones too; empty where there is none
     */
    public Future<List<OptionalLong>> versions(List<String> programIds) {
        return each(programIds, id -> keys.read(id, "version"), ProgramStore::version);
    }

    /**
     * Goes on through all keys.
     *
     * @param cursor {@link #START}, then what the last page says
     * @return the next page; all are seen that were there from the first page to the last
     */
    public Future<Page> scan(String cursor) {
        return connected(connection -> connection.send(keys.scan(cursor, PAGE))).map(keys::page);
    }

    /**
     * Closes the connections.
     *
     * @return completed when they are closed
     */
    public Future<Void> close() {
        return client.close();
    }

    /** What one answer, or the fault in its place, means. */
    @FunctionalInterface
    private interface Reading<T> {
        Future<T> of(String programId, Response answer, Throwable cause);
    }

    private <T> Future<List<T>> each(List<String> ids, Function<String, Request> question, Reading<T> reading) {
        return connected(connection -> {
            List<Future<T>> read = ids.stream()
                    .map(id -> connection
                            .send(question.apply(id))
                            .transform((answer, cause) -> reading.of(id, answer, cause)))
                    .toList();
            return Future.join(read)
                    .map(all -> read.stream().map(Future::result).toList());
        });
    }

    private <T> Future<T> connected(Function<RedisConnection, Future<T>> work) {
        return client.connect()
                .compose(connection -> endpoint.login(connection)
                        .compose(done -> work.apply(connection))
                        .eventually(connection::close))
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .recover(cause -> Future.failedFuture("Redis at " + config.address() + " can't be asked: "
                        + RedisFault.of(cause).text()));
    }

    private static Future<StoredProgram> stored(String programId, Response answer, Throwable cause) {
        if (cause != null) {
            return isOtherType(cause) ? corrupt(programId, "the key holds no hash") : Future.failedFuture(cause);
        }
        try {
            Optional<ProgramDocument> document = ProgramHash.document(programId, answer);
            return Future.succeededFuture(new StoredProgram(programId, document, ""));
        } catch (InvalidProgramException e) {
            return corrupt(programId, e.getMessage());
        }
    }

    private static Future<StoredProgram> corrupt(String programId, String why) {
        return Future.succeededFuture(new StoredProgram(programId, Optional.empty(), why));
    }

    private static Future<OptionalLong> version(String programId, Response answer, Throwable cause) {
        return cause == null || isOtherType(cause)
                ? Future.succeededFuture(version(answer))
                : Future.failedFuture(cause);
    }

    private static boolean isOtherType(Throwable cause) {
        return RedisFault.of(cause).isWrongType();
    }

    private static OptionalLong version(Response answer) {
        boolean holds = answer != null && answer.toString().matches("[0-9]{1,16}");
        return holds ? OptionalLong.of(Long.parseLong(answer.toString())) : OptionalLong.empty();
    }
}
