package dev.trackbus.cache;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.bus.TrackingRequest;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Loader of programs from Redis into L1, with at most one load in flight per program. Used on one event loop.
 *
 * <p>It resolves races between loads and program updates:
 * <ul>
 *   <li>Without an update during the load, the loaded state replaces the cached one, whatever its version. Redis may have
 *       been restored from a backup.
 *   <li>After an update with a state, the loaded state replaces it only if its version is higher.
 *   <li>After an update without a state, the load is repeated once. If another such update arrives, the second result
 *       is returned to the waiting requests but not cached.
 *   <li>The entry of a load belongs to the epoch in which the load began.
 * </ul>
 *
 * <p>The bytes of waiting requests are limited.
 */
final class ProgramLoader {
    private final Function<String, Future<ProgramLookup>> redis;
    private final L1 l1;
    private final CacheMetrics metrics;
    private final Map<String, InFlightLoad> inFlight = new HashMap<>();
    private final long maxWaitingBytes;
    private long waitingBytes;

    ProgramLoader(Function<String, Future<ProgramLookup>> redis, L1 l1, long maxWaitingBytes, CacheMetrics metrics) {
        this.redis = redis;
        this.l1 = l1;
        this.maxWaitingBytes = maxWaitingBytes;
        this.metrics = metrics;
    }

    /** What to judge by, or why Redis can't be asked. The request is held until then. */
    Future<Entry> load(TrackingRequest request) {
        int bytes = HeapSize.of(request);
        if (waitingBytes + bytes > maxWaitingBytes) {
            metrics.waiterRefused();
            return Future.failedFuture(new FailureException(
                    Failure.OVERLOADED,
                    "requests of " + waitingBytes + " of " + maxWaitingBytes + " bytes wait for Redis, one of " + bytes
                            + " refused"));
        }
        waitingBytes += bytes;
        InFlightLoad flight = inFlight.get(request.programId());
        if (flight != null) {
            flight.addWaiter(bytes);
            return flight.result();
        }
        InFlightLoad begun = new InFlightLoad(request.programId());
        begun.addWaiter(bytes);
        inFlight.put(request.programId(), begun);
        begin(begun);
        return begun.result();
    }

    private void begin(InFlightLoad flight) {
        flight.begin(l1.epoch());
        redis.apply(flight.programId()).onComplete(answer -> complete(flight, answer));
    }

    private void complete(InFlightLoad flight, AsyncResult<ProgramLookup> answer) {
        if (answer.succeeded() && flight.needsRetry()) {
            begin(flight);
            return;
        }
        inFlight.remove(flight.programId());
        waitingBytes -= flight.waitingBytes();
        if (answer.succeeded()) {
            flight.promise().complete(settle(flight, answer.result()));
        } else {
            metrics.loadFailed();
            l1.suppressReload(flight.programId(), flight.epoch());
            flight.promise().fail(answer.cause());
        }
    }

    private Entry settle(InFlightLoad flight, ProgramLookup answer) {
        Entry loaded = l1.entry(answer, flight.epoch());
        if (flight.isOutdated()) {
            return loaded;
        }
        if (flight.isNewerThanUpdates(loaded)) {
            l1.put(flight.programId(), loaded);
            return loaded;
        }
        Entry pushed = l1.find(flight.programId());
        return pushed == null ? loaded : pushed;
    }

    /** L1 has taken a pushed state; one of an earlier epoch than the flight's does not stand against its answer. */
    void pushed(String programId, long version, long epoch) {
        InFlightLoad flight = inFlight.get(programId);
        if (flight != null && epoch >= flight.epoch()) {
            flight.pushed(version);
        }
    }

    /** The program changed, and the push does not say how. */
    void outdated(String programId) {
        InFlightLoad flight = inFlight.get(programId);
        if (flight != null) {
            flight.outdated();
        }
    }

    /** Completed, never failed, when the inFlight of this moment have landed. */
    Future<Void> result() {
        return Future.join(inFlight.values().stream().map(InFlightLoad::result).toList())
                .transform(any -> Future.succeededFuture());
    }
}
