package dev.trackbus.kinesis.delivery;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.Drain;
import dev.trackbus.bus.Drained;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.kinesis.aws.PutRecordsClient;
import dev.trackbus.kinesis.buffer.EventBuffer;
import dev.trackbus.kinesis.metrics.KinesisMetrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.LongSupplier;

/**
 * Loop of delivery: makes the calls that {@link DeliveryScheduler} returns, and runs it again after each result. The
 * event loop
 * only; a timer runs only while a record waits.
 */
public final class DeliveryLoop {
    private static final long NEVER = Long.MAX_VALUE;

    private final Vertx vertx;
    private final Bus bus;
    private final EventBuffer buffer;
    private final DeliveryScheduler scheduler;
    private final KinesisMetrics metrics;
    private final LongSupplier ticker;
    private boolean stopped;
    private long timer = -1;
    private long timerAt = NEVER;
    private Draining draining;

    private record Draining(Promise<Drained> promise, long timer) {}

    /**
     * @param vertx   runs timers
     * @param buffer  source of the records
     * @param scheduler  decides what is sent and when
     * @param metrics records the duration of calls
     * @param ticker  monotonic time in milliseconds
     */
    public DeliveryLoop(
            Vertx vertx, EventBuffer buffer, DeliveryScheduler scheduler, KinesisMetrics metrics, LongSupplier ticker) {
        this.vertx = vertx;
        this.bus = new Bus(vertx);
        this.buffer = buffer;
        this.scheduler = scheduler;
        this.metrics = metrics;
        this.ticker = ticker;
    }

    /** Makes all calls that are due. Called whenever there may be something to send. */
    public void run() {
        if (stopped) {
            return;
        }
        for (PutRecordsCall call = scheduler.next(); call != null; call = scheduler.next()) {
            ship(call);
        }
        schedule();
        endDrainWhenEmpty();
    }

    private void ship(PutRecordsCall call) {
        long started = System.nanoTime();
        bus.request(KinesisContract.PUT_RECORDS, call.batch()).onComplete(answer -> {
            metrics.called(System.nanoTime() - started);
            if (answer.succeeded()) {
                scheduler.answered(call, answer.result());
            } else {
                failed(call, answer.cause());
            }
            run();
        });
    }

    private void failed(PutRecordsCall call, Throwable fault) {
        Failure failure = fault instanceof FailureException known ? known.failure() : Failure.INTERNAL;
        scheduler.failed(call, failure, fault.getMessage());
    }

    private void schedule() {
        long at = scheduler.nextAt();
        if (at < timerAt) {
            vertx.cancelTimer(timer);
            timerAt = at;
            timer = vertx.setTimer(Math.max(1, at - ticker.getAsLong()), fired -> {
                timerAt = NEVER;
                run();
            });
        }
    }

    /**
     * Sends all records without linger.
     *
     * @param question timeout of the drain
     * @return completed when no record is left, or when the time is over
     */
    public Future<Drained> drain(Drain question) {
        if (draining != null) {
            drained();
        }
        buffer.settle();
        long timeout = Math.max(1, question.timeoutMillis());
        long callMillis = Math.max(1, Math.min(PutRecordsClient.CALL_TIMEOUT.toMillis(), timeout / 2));
        scheduler.hurry(ticker.getAsLong() + timeout, callMillis);
        draining = new Draining(Promise.promise(), vertx.setTimer(timeout, fired -> drained()));
        Future<Drained> future = draining.promise.future();
        run();
        return future;
    }

    private void endDrainWhenEmpty() {
        if (draining != null && buffer.records() == 0) {
            drained();
        }
    }

    private void drained() {
        Draining ended = draining;
        draining = null;
        vertx.cancelTimer(ended.timer);
        if (buffer.records() == 0) {
            scheduler.resume();
        }
        ended.promise.complete(new Drained(buffer.records(), 0));
    }

    /** Starts no more calls. */
    public void stop() {
        stopped = true;
        vertx.cancelTimer(timer);
        if (draining != null) {
            drained();
        }
    }
}
