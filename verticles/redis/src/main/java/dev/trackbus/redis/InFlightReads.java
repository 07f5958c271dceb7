package dev.trackbus.redis;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.ProgramLookup;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Limiter of reads to Redis that shares one read in flight among all lookups of the same program.
 * A fixed number of reads is in flight, a fixed number waits, and further reads fail at once. Used on one event loop.
 *
 * <p>A read that exceeds its timeout fails its lookups, but keeps its slot until Redis replies or the connection ends.
 * The limit therefore counts the work that Redis really has. A read that began before an update may return the old state,
 * so {@link #renew(String)} makes later lookups start a new read.
 */
final class InFlightReads {
    private static final class Flight {
        private final String programId;
        private final Promise<ProgramLookup> answer = Promise.promise();
        private long timer;

        private Flight(String programId) {
            this.programId = programId;
        }
    }

    private final Vertx vertx;
    private final RedisLimits limits;
    private final Function<String, Future<ProgramLookup>> read;
    private final RedisMetrics metrics;
    private final Consumer<String> timedOut;
    private final Map<String, Flight> open = new HashMap<>();
    private final Set<Flight> inFlight = new HashSet<>();
    private final ArrayDeque<Flight> waiting = new ArrayDeque<>();
    private boolean starting;

    /**
     * Creates the flights.
     *
     * @param vertx    for timers
     * @param limits   of the reads
     * @param read     sends a read
     * @param timedOut receives the program of each read that was sent and not answered in time
     * @param metrics  of the reads
     */
    InFlightReads(
            Vertx vertx,
            RedisLimits limits,
            Function<String, Future<ProgramLookup>> read,
            Consumer<String> timedOut,
            RedisMetrics metrics) {
        this.vertx = vertx;
        this.limits = limits;
        this.read = read;
        this.timedOut = timedOut;
        this.metrics = metrics;
    }

    Future<ProgramLookup> find(String programId) {
        Flight flight = open.get(programId);
        if (flight != null) {
            return flight.answer.future();
        }
        if (inFlight.size() >= limits.maxInFlight() && waiting.size() >= limits.waiting()) {
            return failed(
                    Failure.OVERLOADED,
                    "Redis is busy: " + inFlight.size() + " reads under way, " + waiting.size() + " waiting");
        }
        Flight started = new Flight(programId);
        open.put(programId, started);
        started.timer = vertx.setTimer(limits.readTimeout().toMillis(), timer -> expire(started));
        waiting.add(started);
        startNext();
        return started.answer.future();
    }

    /**
     * The program has changed: who asks from now on gets a read that begins now.
     *
     * @param programId which
     */
    void renew(String programId) {
        Flight flight = open.get(programId);
        if (flight != null && inFlight.contains(flight)) {
            open.remove(programId);
        }
    }

    /** Any program may have changed. */
    void renewAll() {
        open.values().removeIf(inFlight::contains);
    }

    /**
     * Fails all that fly or wait, at once.
     *
     * @param why for the askers
     */
    void failAll(String why) {
        List<Flight> all = new ArrayList<>(inFlight);
        all.addAll(waiting);
        inFlight.clear();
        waiting.clear();
        open.clear();
        report();
        for (Flight flight : all) {
            vertx.cancelTimer(flight.timer);
            flight.answer.tryFail(new FailureException(Failure.UNAVAILABLE, why));
        }
    }

    private void startNext() {
        if (starting) {
            return;
        }
        starting = true;
        while (inFlight.size() < limits.maxInFlight() && !waiting.isEmpty()) {
            Flight flight = waiting.poll();
            inFlight.add(flight);
            read.apply(flight.programId)
                    .onComplete(
                            lookup -> land(flight, Future.succeededFuture(lookup)),
                            cause -> land(flight, Future.failedFuture(cause)));
        }
        starting = false;
        report();
    }

    private void land(Flight flight, Future<ProgramLookup> result) {
        if (inFlight.remove(flight)) {
            open.remove(flight.programId, flight);
            vertx.cancelTimer(flight.timer);
            result.onComplete(flight.answer::tryComplete, flight.answer::tryFail);
            startNext();
        }
    }

    private void expire(Flight flight) {
        open.remove(flight.programId, flight);
        waiting.remove(flight);
        report();
        if (inFlight.contains(flight)) {
            timedOut.accept(flight.programId);
        }
        flight.answer.tryFail(new FailureException(
                Failure.TIMED_OUT,
                "Redis did not answer within " + limits.readTimeout().toMillis() + " ms"));
    }

    private void report() {
        metrics.reads(inFlight.size(), waiting.size());
    }

    private static <T> Future<T> failed(Failure failure, String message) {
        return Future.failedFuture(new FailureException(failure, message));
    }
}
