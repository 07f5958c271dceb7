package dev.trackbus.cache;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.Lookup;
import dev.trackbus.bus.TrackingRequest;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads programs from Redis into L1, one flight per program, and settles the races between flights and pushes.
 *
 * <p>An answer that no push overtook is the truth, whatever its version: Redis may have been restored. Against a pushed
 * state it stands only if its version is higher, so a <i>missing</i> read before the program was pushed is discarded.
 * After a push that does not say the new state the answer may be older than the change: Redis is asked again, and an
 * answer overtaken a second time is given to those who wait but not kept. A flight that began before the epoch was
 * raised makes an entry of the old epoch. Requests that wait are bounded in bytes. For one event loop.
 */
final class Loads {
    private final Function<String, Future<Lookup>> redis;
    private final L1 l1;
    private final CacheMetrics metrics;
    private final Map<String, Flight> flights = new HashMap<>();
    private final long maxWaitingBytes;
    private long waitingBytes;

    Loads(Function<String, Future<Lookup>> redis, L1 l1, long maxWaitingBytes, CacheMetrics metrics) {
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
        Flight flight = flights.get(request.programId());
        if (flight != null) {
            flight.holds(bytes);
            return flight.landed();
        }
        Flight begun = new Flight(request.programId());
        begun.holds(bytes);
        flights.put(request.programId(), begun);
        begin(begun);
        return begun.landed();
    }

    private void begin(Flight flight) {
        flight.begin(l1.epoch());
        redis.apply(flight.programId()).onComplete(answer -> land(flight, answer));
    }

    private void land(Flight flight, AsyncResult<Lookup> answer) {
        if (answer.succeeded() && flight.wantsAnotherAttempt()) {
            begin(flight);
            return;
        }
        flights.remove(flight.programId());
        waitingBytes -= flight.heldBytes();
        if (answer.succeeded()) {
            flight.landing().complete(settle(flight, answer.result()));
        } else {
            metrics.loadFailed();
            l1.rest(flight.programId(), flight.epoch());
            flight.landing().fail(answer.cause());
        }
    }

    private Entry settle(Flight flight, Lookup answer) {
        Entry loaded = l1.entry(answer, flight.epoch());
        if (flight.isOutdated()) {
            return loaded;
        }
        if (flight.admits(loaded)) {
            l1.put(flight.programId(), loaded);
            return loaded;
        }
        Entry pushed = l1.find(flight.programId());
        return pushed == null ? loaded : pushed;
    }

    /** L1 has taken a pushed state; one of an earlier epoch than the flight's does not stand against its answer. */
    void pushed(String programId, long version, long epoch) {
        Flight flight = flights.get(programId);
        if (flight != null && epoch >= flight.epoch()) {
            flight.pushed(version);
        }
    }

    /** The program changed, and the push does not say how. */
    void outdated(String programId) {
        Flight flight = flights.get(programId);
        if (flight != null) {
            flight.outdated();
        }
    }

    /** Completed, never failed, when the flights of this moment have landed. */
    Future<Void> landed() {
        return Future.join(flights.values().stream().map(Flight::landed).toList())
                .transform(any -> Future.succeededFuture());
    }
}
