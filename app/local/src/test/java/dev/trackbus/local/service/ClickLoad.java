package dev.trackbus.local.service;

import static dev.trackbus.local.service.ServiceUnderTest.eventually;

import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Open-loop load of clicks at a constant rate. It records a request as accepted once its whole 200 response has
 * arrived.
 */
final class ClickLoad {
    private static final int CONNECTIONS = 8;
    private static final int TICK_MILLIS = 10;
    private static final int PER_TICK = 2;

    private final Vertx vertx;
    private final TrackingClient client;
    private final String programId;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Map<String, Accepted> accepted = new ConcurrentHashMap<>();
    private final Queue<Integer> rejected = new ConcurrentLinkedQueue<>();
    private final Queue<Long> lost = new ConcurrentLinkedQueue<>();
    private final long timer;

    /**
     * Request with a 200 response.
     *
     * @param parameters parameters as sent
     * @param at         {@link System#nanoTime()} when the response was complete
     */
    record Accepted(Map<String, String> parameters, long at) {}

    /** Starts to send 200 requests per second. */
    ClickLoad(ServiceUnderTest service, String programId) {
        this.vertx = service.vertx();
        this.client = TrackingClient.of(vertx, service.httpPort(), CONNECTIONS);
        this.programId = programId;
        this.timer = vertx.setPeriodic(TICK_MILLIS, tick -> {
            for (int i = 0; i < PER_TICK; i++) {
                send(sent.incrementAndGet());
            }
        });
    }

    private void send(int number) {
        Request call = Request.get("/event/" + programId + "?type=click&place=caf%C3%A9&number=" + number);
        client.sendAsync(call)
                .onComplete(response -> ended(
                        response, Map.of("place", "café", "number", Integer.toString(number)), System.nanoTime()));
    }

    private void ended(AsyncResult<Response> response, Map<String, String> parameters, long now) {
        if (response.failed()) {
            lost.add(now);
        } else if (response.result().status() == 200) {
            accepted.put(response.result().messageId(), new Accepted(parameters, now));
        } else {
            rejected.add(response.result().status());
        }
        ended.incrementAndGet();
    }

    /** Waits until the given number of further requests have returned 200. */
    void awaitAccepted(int more) {
        int goal = accepted.size() + more;
        eventually().until(() -> accepted.size() >= goal);
    }

    /** Stops sending and waits until all requests have completed. */
    ClickLoad stop() {
        vertx.cancelTimer(timer);
        eventually().until(() -> ended.get() == sent.get());
        return this;
    }

    String programId() {
        return programId;
    }

    /** Returns the accepted requests by messageId. */
    Map<String, Accepted> accepted() {
        return Map.copyOf(accepted);
    }

    /** Returns the status of all other responses. */
    Queue<Integer> rejected() {
        return rejected;
    }

    /** Returns the times at which requests failed without a response, by {@link System#nanoTime()}. */
    Queue<Long> lost() {
        return lost;
    }
}
