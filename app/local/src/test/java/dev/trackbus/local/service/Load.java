package dev.trackbus.local.service;

import static dev.trackbus.local.service.ServiceUnderTest.soon;

import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clicks at a steady rate, however long the answers take. What was answered 200 is noted once the whole answer is there.
 */
final class Load {
    private static final int CONNECTIONS = 8;
    private static final int TICK_MILLIS = 10;
    private static final int PER_TICK = 2;

    private final Vertx vertx;
    private final Client client;
    private final String programId;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Map<String, Accepted> accepted = new ConcurrentHashMap<>();
    private final Queue<Integer> refused = new ConcurrentLinkedQueue<>();
    private final Queue<Long> lost = new ConcurrentLinkedQueue<>();
    private final long timer;

    /**
     * A request that was answered 200.
     *
     * @param parameters as they were sent
     * @param at         {@link System#nanoTime()} of the whole answer
     */
    record Accepted(Map<String, String> parameters, long at) {}

    /** Begins: 200 requests a second. */
    Load(ServiceUnderTest service, String programId) {
        this.vertx = service.vertx();
        this.client = Client.of(vertx, service.httpPort(), CONNECTIONS);
        this.programId = programId;
        this.timer = vertx.setPeriodic(TICK_MILLIS, tick -> {
            for (int i = 0; i < PER_TICK; i++) {
                send(sent.incrementAndGet());
            }
        });
    }

    private void send(int number) {
        Call call = Call.get("/event/" + programId + "?type=click&place=caf%C3%A9&number=" + number);
        client.ask(call)
                .onComplete(answer ->
                        ended(answer, Map.of("place", "café", "number", Integer.toString(number)), System.nanoTime()));
    }

    private void ended(AsyncResult<Answer> answer, Map<String, String> parameters, long now) {
        if (answer.failed()) {
            lost.add(now);
        } else if (answer.result().status() == 200) {
            accepted.put(answer.result().messageId(), new Accepted(parameters, now));
        } else {
            refused.add(answer.result().status());
        }
        ended.incrementAndGet();
    }

    /** Returns when so many requests more have been answered 200. */
    void awaitAccepted(int more) {
        int goal = accepted.size() + more;
        soon().until(() -> accepted.size() >= goal);
    }

    /** Sends no more, and returns when every request has ended. */
    Load stop() {
        vertx.cancelTimer(timer);
        soon().until(() -> ended.get() == sent.get());
        return this;
    }

    String programId() {
        return programId;
    }

    /** What was answered 200, by messageId. */
    Map<String, Accepted> accepted() {
        return Map.copyOf(accepted);
    }

    /** The other answers. */
    Queue<Integer> refused() {
        return refused;
    }

    /** When requests ended without an answer, by {@link System#nanoTime()}. */
    Queue<Long> lost() {
        return lost;
    }
}
