package dev.trackbus.redis;

import io.vertx.core.Future;
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
 * Detector of a Redis that lost its programs: after FLUSHALL, or a restart without its data, each program seems to be
 * missing. The check remembers a few programs that Redis had. When all of them are gone, it scans for any other program;
 * when there is none, Redis is <i>empty</i>, and a miss is a fault instead of an answer.
 *
 * <p>The remembered programs are then a sample of the lost ones. The state ends when at least half of the sample is in
 * Redis again or was deleted since. Other programs do not end it, because the lost ones are still missing.
 *
 * <p>Without a remembered program nothing is known to be lost: a new installation is not empty in this sense. A tombstone
 * is no program, and a deleted program is forgotten here. A program is remembered when it is read, pushed or found by a
 * scan. On the verticle's event loop.
 */
final class KeyspaceCheck {
    /** Programs that are remembered. */
    static final int REMEMBERED = 16;

    private static final Logger LOG = LoggerFactory.getLogger(KeyspaceCheck.class);

    private record Run(long startedAt, Future<Boolean> holdsPrograms) {}

    private final ProgramSearch search;
    private final InstantSource clock;
    private final LongSupplier ticker;
    private final RedisMetrics metrics;
    private final LogRateLimiter logLimiter;
    private final Set<String> remembered = new LinkedHashSet<>();
    private final Future<Boolean> yes = Future.succeededFuture(true);
    private final Future<Boolean> no = Future.succeededFuture(false);
    private Run latest = new Run(0, no);
    private Instant since = Instant.EPOCH;
    private boolean empty;
    private int deletedSince;
    private boolean logged;

    KeyspaceCheck(ProgramSearch.Commands commands, InstantSource clock, LongSupplier ticker, RedisMetrics metrics) {
        this.search = new ProgramSearch(commands, ticker, this::found, REMEMBERED);
        this.clock = clock;
        this.ticker = ticker;
        this.metrics = metrics;
        this.logLimiter = new LogRateLimiter(1, Duration.ofMinutes(1), ticker);
    }

    /** Redis has this program. The sample of lost programs does not change while Redis is empty. */
    void found(String programId) {
        if (empty) {
            return;
        }
        remembered.remove(programId);
        remembered.add(programId);
        if (remembered.size() > REMEMBERED) {
            remembered.remove(remembered.iterator().next());
        }
    }

    /** A program was deleted, as a tombstone or push with a version says, and so is not lost. */
    void deleted(String programId) {
        if (remembered.remove(programId) && empty) {
            deletedSince++;
        }
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
        if (empty) {
            return no;
        }
        if (remembered.isEmpty()) {
            return yes;
        }
        return isRunning() && latest.startedAt - readAt > 0 ? latest.holdsPrograms : run();
    }

    private boolean isRunning() {
        return !latest.holdsPrograms.isComplete();
    }

    /** Checks without a miss, so that the fault is noticed and ends without traffic. */
    void check() {
        if (!isRunning() && (empty || search.isDue())) {
            run();
        }
    }

    private Future<Boolean> run() {
        Future<Boolean> holds = empty ? refilled() : holdsAny();
        latest = new Run(ticker.getAsLong(), holds);
        return holds;
    }

    private Future<Boolean> holdsAny() {
        List<String> known = newestFirst();
        List<String> gone = new ArrayList<>();
        return anyPresent(known.iterator(), gone)
                .compose(present -> present || gone.isEmpty() && !known.isEmpty() ? yes : scan(gone))
                .map(holds -> {
                    if (!holds && !gone.isEmpty() && !empty) {
                        lose(gone);
                    }
                    return !empty;
                });
    }

    /**
     * Where another program is found, those that are gone count as deleted. A scan that began before this check may have
     * found a program that is gone since: the check is made again.
     */
    private Future<Boolean> scan(List<String> gone) {
        boolean beganBefore = search.isScanning();
        return search.scan().compose(holds -> {
            if (!holds) {
                return no;
            }
            gone.forEach(this::forget);
            return beganBefore ? holdsAny() : yes;
        });
    }

    private Future<Boolean> anyPresent(Iterator<String> ids, List<String> gone) {
        if (!ids.hasNext()) {
            return no;
        }
        String id = ids.next();
        return search.held(id).compose(held -> switch (held) {
            case PROGRAM -> {
                found(id);
                yield yes;
            }
            case NOTHING -> {
                gone.add(id);
                yield anyPresent(ids, gone);
            }
            case TOMBSTONE -> {
                deleted(id);
                yield anyPresent(ids, gone);
            }
            case OTHER -> {
                forget(id);
                yield anyPresent(ids, gone);
            }
        });
    }

    private void forget(String programId) {
        if (!empty) {
            remembered.remove(programId);
        }
    }

    private void lose(List<String> gone) {
        remembered.clear();
        remembered.addAll(gone);
        deletedSince = 0;
        become(true);
    }

    private Future<Boolean> refilled() {
        List<String> back = new ArrayList<>();
        return readLost(newestFirst().iterator(), back).map(done -> {
            if (2 * (back.size() + deletedSince) >= remembered.size() + deletedSince) {
                remembered.retainAll(back);
                become(false);
            }
            return !empty;
        });
    }

    /** Reads the whole sample each time, because Redis may be emptied again while it is filled. */
    private Future<Boolean> readLost(Iterator<String> ids, List<String> back) {
        if (!ids.hasNext()) {
            return yes;
        }
        String id = ids.next();
        return search.held(id).compose(held -> {
            if (held == ProgramSearch.Held.PROGRAM) {
                back.add(id);
            } else if (held == ProgramSearch.Held.TOMBSTONE) {
                deleted(id);
            }
            return readLost(ids, back);
        });
    }

    private void become(boolean nowEmpty) {
        if (empty == nowEmpty) {
            return;
        }
        empty = nowEmpty;
        metrics.empty(nowEmpty);
        if (!nowEmpty) {
            if (logged) {
                LOG.info("Redis holds its programs again, empty since {}", since);
            }
            return;
        }
        since = clock.instant();
        logged = logLimiter.permits("empty");
        if (logged) {
            LOG.warn(
                    "Redis is empty: {} programs that it held are gone, and it holds no other. Requests for programs"
                            + " that are not in memory get 503 until half of these are back. Load all programs again",
                    remembered.size());
        }
    }
}
