package dev.trackbus.redis;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.proto.InvalidProgramException;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Search for any program in Redis, key by key; one scan at a time. On the verticle's event loop. */
final class ProgramSearch {
    /** A scan takes at most a tenth of the time, so that a database with many other keys is not scanned all the time. */
    private static final int PAUSE_PER_SCAN = 9;

    private static final Logger LOG = LoggerFactory.getLogger(ProgramSearch.class);

    /** What a key holds; other is corrupt, or a tombstone without a version. */
    enum Held {
        PROGRAM,
        TOMBSTONE,
        NOTHING,
        OTHER
    }

    /** Commands of the search; failed where Redis can't be asked. */
    interface Commands {
        /** Reads a program's hash. */
        Future<Response> read(String programId);

        /** Reads a page of the keys. */
        Future<ProgramStore.Page> scan(String cursor);
    }

    private final Commands commands;
    private final LongSupplier ticker;
    private final Consumer<String> found;
    private final int wanted;
    private final LogRateLimiter logLimiter;
    private Future<Boolean> latest = Future.succeededFuture(false);
    private long next;

    /**
     * Creates a search.
     *
     * @param commands its commands
     * @param ticker   in nanoseconds
     * @param found    receives the programs that a scan finds
     * @param wanted   programs after which a scan ends
     */
    ProgramSearch(Commands commands, LongSupplier ticker, Consumer<String> found, int wanted) {
        this.commands = commands;
        this.ticker = ticker;
        this.found = found;
        this.wanted = wanted;
        this.logLimiter = new LogRateLimiter(1, Duration.ofMinutes(1), ticker);
        this.next = ticker.getAsLong();
    }

    /** Whether the pause after the last scan is over. */
    boolean isDue() {
        return ticker.getAsLong() - next >= 0;
    }

    /** Returns what the key of a program holds. */
    Future<Held> held(String programId) {
        return commands.read(programId).transform((answer, failure) -> {
            if (failure == null) {
                return Future.succeededFuture(held(programId, answer));
            }
            return RedisFault.of(failure).isWrongType()
                    ? Future.succeededFuture(Held.OTHER)
                    : Future.failedFuture(failure);
        });
    }

    private static Held held(String programId, Response answer) {
        if (answer.size() == 0) {
            return Held.NOTHING;
        }
        try {
            return ProgramHash.lookup(programId, answer)
                    .fold(program -> Held.PROGRAM, missing -> missing.version() > 0 ? Held.TOMBSTONE : Held.OTHER);
        } catch (InvalidProgramException e) {
            return Held.OTHER;
        }
    }

    /** Whether {@link #scan()} joins a scan that has begun before. */
    boolean isScanning() {
        return !latest.isComplete();
    }

    /**
     * Scans the keys until one holds a program, and returns whether one does.
     *
     * @return the result of the scan under way, or else of a new one; {@link Failure#UNAVAILABLE} in the pause after one
     */
    Future<Boolean> scan() {
        if (isScanning()) {
            return latest;
        }
        if (!isDue()) {
            return Future.failedFuture(new FailureException(Failure.UNAVAILABLE, "Redis: keys were just scanned"));
        }
        long start = ticker.getAsLong();
        latest = scan(ProgramStore.START).onComplete(done -> {
            long end = ticker.getAsLong();
            next = end + PAUSE_PER_SCAN * (end - start);
        });
        return latest;
    }

    private Future<Boolean> scan(String cursor) {
        return commands.scan(cursor).recover(this::refused).compose(page -> anyProgram(
                        page.programIds().iterator())
                .compose(holds -> holds || page.next().equals(ProgramStore.START)
                        ? Future.succeededFuture(holds)
                        : scan(page.next())));
    }

    private Future<Boolean> anyProgram(Iterator<String> ids) {
        if (!ids.hasNext()) {
            return Future.succeededFuture(false);
        }
        String id = ids.next();
        return held(id).compose(held -> {
            if (held != Held.PROGRAM) {
                return anyProgram(ids);
            }
            found.accept(id);
            findMore(ids);
            return Future.succeededFuture(true);
        });
    }

    private void findMore(Iterator<String> ids) {
        for (int i = 1; i < wanted && ids.hasNext(); i++) {
            String id = ids.next();
            held(id).onSuccess(held -> {
                if (held == Held.PROGRAM) {
                    found.accept(id);
                }
            });
        }
    }

    /** Takes a refused SCAN for one that found nothing. */
    private Future<ProgramStore.Page> refused(Throwable failure) {
        RedisFault fault = RedisFault.of(failure);
        if (!fault.refusal()) {
            return Future.failedFuture(failure);
        }
        if (logLimiter.permits("scan")) {
            LOG.warn("Redis refuses SCAN: {}. Permit it, so that an empty Redis can be told apart", fault.text());
        }
        return Future.succeededFuture(new ProgramStore.Page(List.of(), ProgramStore.START));
    }
}
