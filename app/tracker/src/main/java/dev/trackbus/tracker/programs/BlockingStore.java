package dev.trackbus.tracker.programs;

import dev.trackbus.redis.ProgramStore;
import dev.trackbus.redis.RedisConfig;
import dev.trackbus.redis.StoredProgram;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Redis for a command, which waits for each answer; has an event loop of its own. */
final class BlockingStore implements AutoCloseable {
    private static final long LONGEST_WAIT_SECONDS = 10;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final ProgramStore store;

    BlockingStore(RedisConfig config) {
        store = new ProgramStore(vertx, config);
    }

    List<StoredProgram> read(List<String> programIds) {
        return await(store.read(programIds));
    }

    List<OptionalLong> versions(List<String> programIds) {
        return await(store.versions(programIds));
    }

    ProgramStore.Page scan(String cursor) {
        return await(store.scan(cursor));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new MissingServiceException(e.getCause().getMessage());
        } catch (TimeoutException e) {
            throw new MissingServiceException("Redis did not answer within " + LONGEST_WAIT_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MissingServiceException("interrupted");
        }
    }

    @Override
    public void close() {
        await(store.close().eventually(vertx::close));
    }
}
