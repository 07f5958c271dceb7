package dev.trackbus.redis;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.Lookup;
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
import java.util.function.Function;

/**
 * Single flight, and the bound on flights: all who ask for a program while its read is under way share it; a few reads
 * fly at the same time, some more wait for their turn, and what is beyond fails at once. On the verticle's event loop.
 *
 * <p>A read that takes too long fails its askers, but keeps its place until Redis has answered or the connection is
 * lost: the bound is on what Redis really has to do. A read that began before a push may carry the state before it, so
 * {@link #renew(String)} lets later askers start a new one.
 */
final class Flights {
    private static final class Flight {
        private final String programId;
        private final Promise<Lookup> answer = Promise.promise();
        private long timer;

        private Flight(String programId) {
            this.programId = programId;
        }
    }

    private final Vertx vertx;
    private final RedisLimits limits;
    private final Function<String, Future<Lookup>> read;
    private final RedisMetrics metrics;
    private final Map<String, Flight> open = new HashMap<>();
    private final Set<Flight> flying = new HashSet<>();
    private final ArrayDeque<Flight> waiting = new ArrayDeque<>();
    private boolean starting;

    Flights(Vertx vertx, RedisLimits limits, Function<String, Future<Lookup>> read, RedisMetrics metrics) {
        this.vertx = vertx;
        this.limits = limits;
        this.read = read;
        this.metrics = metrics;
    }

    Future<Lookup> find(String programId) {
        Flight flight = open.get(programId);
        if (flight != null) {
            return flight.answer.future();
        }
        if (flying.size() >= limits.flying() && waiting.size() >= limits.waiting()) {
            return failed(
                    Failure.OVERLOADED,
                    "Redis is busy: " + flying.size() + " reads under way, " + waiting.size() + " waiting");
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
        if (flight != null && flying.contains(flight)) {
            open.remove(programId);
        }
    }

    /** Any program may have changed. */
    void renewAll() {
        open.values().removeIf(flying::contains);
    }

    /**
     * Fails all that fly or wait, at once.
     *
     * @param why for the askers
     */
    void failAll(String why) {
        List<Flight> all = new ArrayList<>(flying);
        all.addAll(waiting);
        flying.clear();
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
        while (flying.size() < limits.flying() && !waiting.isEmpty()) {
            Flight flight = waiting.poll();
            flying.add(flight);
            read.apply(flight.programId)
                    .onComplete(
                            lookup -> land(flight, Future.succeededFuture(lookup)),
                            cause -> land(flight, Future.failedFuture(cause)));
        }
        starting = false;
        report();
    }

    private void land(Flight flight, Future<Lookup> result) {
        if (flying.remove(flight)) {
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
        flight.answer.tryFail(new FailureException(
                Failure.TIMED_OUT,
                "Redis did not answer within " + limits.readTimeout().toMillis() + " ms"));
    }

    private void report() {
        metrics.reads(flying.size(), waiting.size());
    }

    private static <T> Future<T> failed(Failure failure, String message) {
        return Future.failedFuture(new FailureException(failure, message));
    }
}
