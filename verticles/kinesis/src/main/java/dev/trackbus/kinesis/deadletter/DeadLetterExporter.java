package dev.trackbus.kinesis.deadletter;

import dev.trackbus.bus.Backoff;
import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Bus;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.kinesis.buffer.DeadLetter;
import dev.trackbus.kinesis.buffer.DeadLetterStore;
import dev.trackbus.kinesis.metrics.KinesisMetrics;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exporter of dead letters from disk to the failure queue. Removes a file after the queue has confirmed it, so a crash
 * may send
 * an event twice. Retries failures with backoff. The verticle's event loop only; never blocks it.
 */
public final class DeadLetterExporter {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterExporter.class);
    private static final int BATCH_SIZE = 10;

    /** Bytes of one or two SQS calls, which end within the deadline of the request. */
    private static final int MAX_FILE_BYTES = DeadLetterQueue.MAX_PAYLOAD;

    private static final Backoff RETRY = new Backoff(500, 8_000);
    private static final long EVERY_MILLIS = 10_000;
    private static final long LOG_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MAX_CAUSES = 16;

    private final Vertx vertx;
    private final Bus bus;
    private final DeadLetterStore store;
    private final KinesisMetrics metrics;
    private boolean busy;
    private boolean stopped;
    private int failures;
    private String fault = "";
    private final Map<String, Long> loggedAt = new HashMap<>();

    /** File of the last letter that was sent: others follow first, so that rejected letters delay none. */
    private volatile String last = "";

    private Promise<Void> draining;

    /**
     * @param vertx   runs timers and blocking work
     * @param store   dead letters on disk
     * @param metrics counts exported dead letters
     */
    public DeadLetterExporter(Vertx vertx, DeadLetterStore store, KinesisMetrics metrics) {
        this.vertx = vertx;
        this.bus = new Bus(vertx);
        this.store = store;
        this.metrics = metrics;
    }

    /** Starts exporting: at once, and every 10 s, because recovery of other directories may add dead letters. */
    public void start() {
        vertx.setPeriodic(0, EVERY_MILLIS, timer -> run());
    }

    /** Exports all dead letters, unless it waits after a failure. */
    public void run() {
        if (failures == 0) {
            next();
        }
    }

    private void next() {
        if (busy || stopped) {
            return;
        }
        if (store.count() == 0) {
            ended(Future.succeededFuture(0));
            return;
        }
        busy = true;
        vertx.executeBlocking(() -> store.some(last, BATCH_SIZE, MAX_FILE_BYTES))
                .compose(this::export)
                .onComplete(this::ended);
    }

    private Future<Integer> export(List<DeadLetter> letters) {
        if (letters.isEmpty()) {
            return Future.succeededFuture(0);
        }
        Batch.Builder batch = new Batch.Builder();
        for (int i = 0; i < letters.size(); i++) {
            DeadLetter letter = letters.get(i);
            batch.add(i, letter.key(), letter.payload(), letter.why());
        }
        last = letters.get(letters.size() - 1).file();
        return bus.request(KinesisContract.DEAD_LETTER, batch.build())
                .compose(left -> vertx.executeBlocking(() -> remove(letters, left)));
    }

    private int remove(List<DeadLetter> letters, Batch left) throws Exception {
        int found = 0;
        for (int i = 0; i < letters.size(); i++) {
            if (found < left.size() && left.sequence(found) == i) {
                found++;
            } else {
                store.remove(letters.get(i));
                metrics.deadLetterExported();
            }
        }
        if (found > 0) {
            throw new IllegalStateException(left.error(0));
        }
        return letters.size();
    }

    private void ended(AsyncResult<Integer> exported) {
        busy = false;
        if (exported.succeeded()) {
            failures = 0;
            fault = "";
        } else {
            failed(exported.cause());
        }
        if (exported.succeeded() && exported.result() > 0) {
            next();
        } else if (draining != null) {
            draining.tryComplete();
        }
    }

    private void failed(Throwable cause) {
        failures++;
        fault = "dead letters cannot be sent to the failure queue";
        String reason = String.valueOf(cause.getMessage());
        if (isLogged(reason)) {
            LOG.warn("Cannot send {} dead letters to the failure queue, they stay on disk: {}", store.count(), reason);
        }
        long delay = RETRY.delayMillis(failures, ThreadLocalRandom.current().nextDouble());
        vertx.setTimer(Math.max(1, delay), timer -> next());
    }

    /** Returns whether a cause is to be logged: once a minute each, of at most {@link #MAX_CAUSES} causes. */
    private boolean isLogged(String reason) {
        long now = System.nanoTime();
        loggedAt.values().removeIf(at -> now - at >= LOG_EVERY_NANOS);
        return loggedAt.size() < MAX_CAUSES && loggedAt.putIfAbsent(reason, now) == null;
    }

    /**
     * Returns why the last attempt failed.
     *
     * @return empty where it succeeded
     */
    public String fault() {
        return fault;
    }

    /**
     * Exports at once.
     *
     * @param millis longest time, milliseconds
     * @return completed when no dead letter is left to send, an attempt has failed, or the time is over
     */
    public Future<Void> drain(long millis) {
        draining = Promise.promise();
        Future<Void> ended = draining.future();
        next();
        return ended.timeout(Math.max(1, millis), TimeUnit.MILLISECONDS).recover(late -> Future.succeededFuture());
    }

    /** Stops exporting. A call in flight still completes. */
    public void stop() {
        stopped = true;
    }
}
