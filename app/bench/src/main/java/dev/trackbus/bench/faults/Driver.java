package dev.trackbus.bench.faults;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Sends requests at a steady rate whether answers come or not, on an event loop of its own, and never one twice. Everything
 * but the sending may be called from any thread.
 */
final class Driver {
    private static final long TICK_MILLIS = 5;
    private static final int KEEP_ALIVE_SECONDS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Context context;
    private final HttpClient client;
    private final int port;
    private final int connections;
    private final Ledger ledger;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final long timer;
    private volatile IntFunction<TrackedRequest> shape = TrackedRequest::small;
    private volatile int perSecond;
    private volatile Tally tally = new Tally();
    private long lastTick;
    private double due;

    Driver(Vertx vertx, int port, int connections, Ledger ledger) {
        this.context = vertx.getOrCreateContext();
        this.client = vertx.httpClientBuilder()
                .with(new HttpClientOptions().setConnectTimeout(2_000).setKeepAliveTimeout(KEEP_ALIVE_SECONDS))
                .with(new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(connections))
                .withConnectHandler(connection -> {
                    open.incrementAndGet();
                    connection.exceptionHandler(fault -> {}).closeHandler(closed -> open.decrementAndGet());
                })
                .build();
        this.port = port;
        this.connections = connections;
        this.ledger = ledger;
        this.timer = vertx.setPeriodic(TICK_MILLIS, tick -> context.runOnContext(now -> tick()));
    }

    /** From now on so many requests a second; 0 sends none. */
    void rate(int perSecond) {
        this.perSecond = perSecond;
    }

    /** From now on such requests. */
    void shape(IntFunction<TrackedRequest> shape) {
        this.shape = shape;
    }

    /** Ends a phase: returns its tally and begins another, which also gets what is still in flight. */
    Tally nextPhase() {
        Tally ended = tally;
        tally = new Tally();
        return ended;
    }

    /** The tally of the phase that runs. */
    Tally phase() {
        return tally;
    }

    /** How many connections it has now. */
    int connections() {
        return open.get();
    }

    /** Sends no more and waits for what is in flight. */
    void rest() {
        rate(0);
        Await.pass(Duration.ofMillis(4 * TICK_MILLIS));
        Await.until(PATIENCE.plusSeconds(5), () -> inFlight.get() == 0);
    }

    /** Sends one request more; whether it was answered 200. */
    boolean sendOne() {
        Tally phase = tally;
        int before = phase.answers().count();
        int others = phase.otherOutcomes().values().stream().mapToInt(it -> it).sum();
        context.runOnContext(now -> send());
        Await.until(
                PATIENCE.plusSeconds(5),
                () -> phase.answers().count() > before
                        || phase.otherOutcomes().values().stream()
                                        .mapToInt(it -> it)
                                        .sum()
                                > others);
        return phase.answers().count() > before;
    }

    void close() {
        context.owner().cancelTimer(timer);
        client.close();
    }

    private void tick() {
        long now = System.nanoTime();
        tally.late(lastTick == 0 ? 0 : now - lastTick);
        due = perSecond == 0 ? 0 : Math.min(perSecond, due + (now - lastTick) * 1e-9 * perSecond);
        lastTick = now;
        for (; due >= 1; due--) {
            if (inFlight.get() >= connections) {
                tally.withheld();
            } else {
                send();
            }
        }
    }

    private void send() {
        inFlight.incrementAndGet();
        int id = ledger.nextId();
        Tally phase = tally;
        Sent sent = new Sent(id, System.currentTimeMillis(), System.nanoTime());
        ask(shape.apply(id))
                .compose(answer -> answer.body().onSuccess(body -> judge(sent, answer, body, phase)))
                .onFailure(fault -> phase.unanswered(fault.getClass().getSimpleName()))
                .onComplete(end -> inFlight.decrementAndGet());
    }

    private record Sent(int id, long atMillis, long atNanos) {}

    private Future<HttpClientResponse> ask(TrackedRequest tracked) {
        RequestOptions options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(tracked.path())
                .setMethod(tracked.method())
                .setTimeout(PATIENCE.toMillis());
        if (!tracked.userAgent().isEmpty()) {
            options.putHeader("User-Agent", tracked.userAgent());
        }
        if (tracked.method() == HttpMethod.POST) {
            options.putHeader("Content-Type", "application/json");
            return client.request(options).compose(request -> request.send(tracked.body()));
        }
        return client.request(options).compose(HttpClientRequest::send);
    }

    /** The whole answer is there: a positive one is noted. */
    private void judge(Sent sent, HttpClientResponse answer, Buffer body, Tally phase) {
        long nanos = System.nanoTime() - sent.atNanos;
        if (answer.statusCode() == 200) {
            JsonObject said = body.toJsonObject();
            ledger.put(sent.id, new Note(said.getString("messageId"), sent.atMillis, System.currentTimeMillis()));
            phase.answered(nanos);
        } else {
            phase.refused(answer.statusCode(), answer.getHeader("Retry-After") != null, nanos);
        }
    }
}
