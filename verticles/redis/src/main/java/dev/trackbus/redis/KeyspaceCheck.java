package dev.trackbus.redis;

import dev.trackbus.proto.InvalidProgramException;
import dev.trackbus.proto.ProgramDocument;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detector of a Redis that lost its programs. After FLUSHALL, or a restart without data, each program seems to be
 * missing. The check remembers a few programs that Redis had. When all of them are gone, it scans for any other key of a
 * program; when there is none, Redis is <i>empty</i>, and a miss is a fault instead of an answer.
 *
 * <p>Without a remembered program nothing is known to be lost: a new installation is not empty in this sense. Deletions
 * leave tombstones, which are keys too, and a deleted program is forgotten here. A program is remembered when it is
 * read, pushed or found by a scan. On the verticle's event loop.
 */
final class KeyspaceCheck {
    /** Programs that are remembered. */
    static final int REMEMBERED = 16;

    /** A scan takes at most a tenth of the time, so that a database with many other keys is not scanned all the time. */
    private static final int PAUSE_PER_SCAN = 9;

    private static final Logger LOG = LoggerFactory.getLogger(KeyspaceCheck.class);

    /** Commands of the check; failed where Redis can't be asked. */
    interface Commands {
        /** Reads a program's hash. */
        Future<Response> read(String programId);

        /** Reads a page of the keys. */
        Future<ProgramStore.Page> scan(String cursor);
    }

    private record Run(long startedAt, Future<Boolean> holdsPrograms) {}

    private final Commands commands;
    private final InstantSource clock;
    private final LongSupplier ticker;
    private final RedisMetrics metrics;
    private final LogRateLimiter logLimiter;
    private final Set<String> remembered = new LinkedHashSet<>();
    private final Future<Boolean> yes = Future.succeededFuture(true);
    private final Future<Boolean> no = Future.succeededFuture(false);
    private Run latest = new Run(0, no);
    private long nextCheck;
    private Instant since = Instant.EPOCH;
    private boolean empty;
    private boolean logged;

    KeyspaceCheck(Commands commands, InstantSource clock, LongSupplier ticker, RedisMetrics metrics) {
        this.commands = commands;
        this.clock = clock;
        this.ticker = ticker;
        this.metrics = metrics;
        this.logLimiter = new LogRateLimiter(2, Duration.ofMinutes(1), ticker);
        this.nextCheck = ticker.getAsLong();
    }

    /** Redis has this program. */
    void found(String programId) {
        remembered.remove(programId);
        remembered.add(programId);
        if (remembered.size() > REMEMBERED) {
            remembered.remove(remembered.iterator().next());
        }
        become(false);
    }

    /** Whether a check reads a program. */
    boolean knowsPrograms() {
        return !remembered.isEmpty();
    }

    private List<String> newestFirst() {
        List<String> ids = new ArrayList<>(remembered);
        Collections.reverse(ids);
        return ids;
    }

    boolean isEmpty() {
        return empty;
    }

    /** Describes the fault for health answers. */
    String detail() {
        return "Redis is empty since " + since + ": the programs that it held are gone";
    }

    /**
     * Returns whether a miss is an answer. Checks that began after the miss was read may be shared.
     *
     * @param readAt when the read of the missing program was sent, by the ticker
     * @return false while Redis is empty
     */
    Future<Boolean> holdsPrograms(long readAt) {
        if (remembered.isEmpty()) {
            return yes;
        }
        if (empty) {
            return no;
        }
        return isRunning() && latest.startedAt - readAt > 0 ? latest.holdsPrograms : run();
    }

    private boolean isRunning() {
        return !latest.holdsPrograms.isComplete();
    }

    /** Checks without a miss, so that the fault is noticed and ends without traffic. */
    void check() {
        if (!isRunning() && ticker.getAsLong() - nextCheck >= 0) {
            run();
        }
    }

    private Future<Boolean> run() {
        Future<Boolean> holds = anyPresent(newestFirst().iterator())
                .compose(present -> present ? yes : scan())
                .onSuccess(found -> become(!found && !remembered.isEmpty()));
        latest = new Run(ticker.getAsLong(), holds);
        return holds;
    }

    private Future<Boolean> anyPresent(Iterator<String> ids) {
        return ids.hasNext() ? isPresent(ids.next()).compose(is -> is ? yes : anyPresent(ids)) : no;
    }

    /** Whether there is such a key; a tombstone, or what is no program, is forgotten. */
    private Future<Boolean> isPresent(String programId) {
        return commands.read(programId).transform((answer, failure) -> {
            if (failure != null && !RedisFault.of(failure).isWrongType()) {
                return Future.failedFuture(failure);
            }
            if (failure == null && answer.size() == 0) {
                return no;
            }
            if (failure == null && isProgram(programId, answer)) {
                found(programId);
            } else {
                remembered.remove(programId);
            }
            return yes;
        });
    }

    private static boolean isProgram(String programId, Response answer) {
        try {
            return !ProgramHash.document(programId, answer)
                    .map(ProgramDocument::deleted)
                    .orElse(true);
        } catch (InvalidProgramException e) {
            return false;
        }
    }

    private Future<Boolean> scan() {
        Promise<Boolean> found = Promise.promise();
        long start = ticker.getAsLong();
        scan(ProgramStore.START, found);
        return found.future().onComplete(done -> {
            long end = ticker.getAsLong();
            nextCheck = end + PAUSE_PER_SCAN * (end - start);
        });
    }

    private void scan(String cursor, Promise<Boolean> found) {
        commands.scan(cursor)
                .onComplete(
                        page -> {
                            if (!page.programIds().isEmpty()) {
                                replaceRemembered(page.programIds());
                                found.complete(true);
                            } else if (page.next().equals(ProgramStore.START)) {
                                found.complete(false);
                            } else {
                                scan(page.next(), found);
                            }
                        },
                        failure -> refused(failure, found));
    }

    private void replaceRemembered(List<String> programIds) {
        remembered.clear();
        programIds.stream().limit(REMEMBERED).forEach(this::isPresent);
    }

    private void refused(Throwable failure, Promise<Boolean> found) {
        RedisFault fault = RedisFault.of(failure);
        if (!fault.refusal()) {
            found.fail(failure);
            return;
        }
        if (logLimiter.permits("scan")) {
            LOG.warn("Redis refuses SCAN: {}. Permit it, so that an empty Redis can be told apart", fault.text());
        }
        found.complete(false);
    }

    private void become(boolean nowEmpty) {
        if (empty == nowEmpty) {
            return;
        }
        empty = nowEmpty;
        metrics.empty(nowEmpty);
        if (!nowEmpty) {
            if (logged) {
                LOG.info("Redis holds programs again, empty since {}", since);
            }
            return;
        }
        since = clock.instant();
        logged = logLimiter.permits("empty");
        if (logged) {
            LOG.warn(
                    "Redis is empty: {} programs that it held are gone, and it holds no other. Requests for programs"
                            + " that are not in memory get 503. Load the programs again",
                    remembered.size());
        }
    }
}
