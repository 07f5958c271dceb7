package dev.trackbus.kinesis.delivery;

import dev.trackbus.bus.Backoff;
import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Failure;
import dev.trackbus.kinesis.buffer.EventBuffer;
import dev.trackbus.kinesis.metrics.KinesisMetrics;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Handler of results: confirms accepted records and schedules the next attempt of all others. Owns the places where
 * records wait for that attempt: {@link RetryQueue}, {@link PoisonIsolator} and {@link StuckRecordMover}.
 *
 * <p>A record that Kinesis rejects has its own count and its own due time, so a throttled shard delays no other. A call
 * slot whose call failed as a whole pauses, so that an outage does not cause calls as fast as they can fail. Records of a
 * call that Kinesis calls invalid become suspects. Used on the verticle's event loop only.
 */
final class CallResultHandler implements StuckRecordMover.Listener {
    /** 50 ms, doubled with each failure up to 5 s. */
    private static final Backoff BACKOFF = new Backoff(50, 5_000);

    private final RecordReader reader;
    private final KinesisMetrics metrics;
    private final DeadLetterHandler deadLetterHandler;
    private final ConfirmationWaiters waiters;
    private final LongSupplier ticker;
    private final DoubleSupplier random;
    private final Runnable wake;
    private final CircuitState circuit;
    private final RetryQueue retries = new RetryQueue();
    private final PoisonIsolator isolator = new PoisonIsolator();
    private final StuckRecordMover mover;

    CallResultHandler(
            EventBuffer buffer,
            RecordReader reader,
            KinesisMetrics metrics,
            DeliveryConfig config,
            DeadLetterHandler deadLetterHandler,
            ConfirmationWaiters waiters) {
        this.reader = reader;
        this.metrics = metrics;
        this.deadLetterHandler = deadLetterHandler;
        this.waiters = waiters;
        this.ticker = config.ticker();
        this.random = config.random();
        this.wake = config.wake();
        this.circuit = new CircuitState(config.clock());
        this.mover = new StuckRecordMover(buffer, this);
    }

    CircuitState circuit() {
        return circuit;
    }

    RetryQueue retries() {
        return retries;
    }

    PoisonIsolator isolator() {
        return isolator;
    }

    StuckRecordMover mover() {
        return mover;
    }

    /**
     * Handles the answer to a call: confirms accepted records and schedules rejected ones.
     *
     * @param rejected rejected records in the order of the call, each with its error code
     */
    void answered(PutRecordsCall call, Batch rejected) {
        if (!call.isAnsweredBy(rejected)) {
            failed(call, Failure.UNAVAILABLE, "the answer names other records than the call");
            return;
        }
        int accepted = call.records().size() - rejected.size();
        if (accepted > 0) {
            call.slot().succeeded();
            circuit.succeeded();
            isolator.passed();
            mover.passed();
        } else {
            allRejected(call, rejected.error(0));
        }
        settle(call, rejected, accepted == 0);
        metrics.sent(accepted);
        metrics.rejected(rejected.size());
        reader.confirm();
    }

    /** Frees the slot at once after a call of retries only: new records may go to another shard. */
    private void allRejected(PutRecordsCall call, String code) {
        circuit.rejected(code);
        metrics.callFailed();
        if (call.resent() == call.records().size()) {
            call.slot().free();
        } else {
            call.slot().failed(ticker.getAsLong(), BACKOFF, random.getAsDouble());
        }
    }

    /** Confirms or schedules each record. Records that were rejected together get the same jitter. */
    private void settle(PutRecordsCall call, Batch rejected, boolean together) {
        long now = ticker.getAsLong();
        double shared = together ? random.getAsDouble() : 0;
        long stuckRejected = 0;
        int found = 0;
        for (InFlightRecord record : call.records()) {
            if (found < rejected.size() && rejected.sequence(found) == record.sequence()) {
                found++;
                stuckRejected += record.isStuck() ? 1 : 0;
                rejected(record, now, together ? shared : random.getAsDouble());
            } else {
                record.confirm();
                waiters.confirmed(record.sequence());
            }
        }
        retries.ended(call.stuck(), call.stuck() - stuckRejected, now, random.getAsDouble());
    }

    private void rejected(InFlightRecord record, long now, double jitter) {
        int rejections = record.reject();
        if (rejections == 1) {
            mover.rejected();
        }
        if (circuit.isOpen()) {
            record.stick();
        }
        retries.add(record, now + BACKOFF.delayMillis(rejections, jitter));
    }

    /**
     * Handles a call that failed as a whole: no record is confirmed, all are sent again. Its records wait together for the
     * end of the slot's pause, so that the next call is as full. A failure of suspects as invalid is no sign of an outage.
     *
     * @param failure {@link Failure#INTERNAL} where Kinesis calls the call invalid, which one of its records may cause
     * @param reason  error of Kinesis or of the network
     */
    void failed(PutRecordsCall call, Failure failure, String reason) {
        if (failure != Failure.INTERNAL || !call.suspect()) {
            circuit.failed(failure, reason);
        }
        metrics.callFailed();
        retries.ended(call.stuck(), 0, ticker.getAsLong(), random.getAsDouble());
        if (failure == Failure.INTERNAL) {
            invalid(call, reason);
            return;
        }
        call.slot().failed(ticker.getAsLong(), BACKOFF, random.getAsDouble());
        long dueAt = call.slot().freeAt();
        if (call.suspect()) {
            isolator.add(call.records(), dueAt);
        } else {
            call.records().forEach(record -> retries.add(record, dueAt));
        }
    }

    /** Frees the slot at once after a call of suspects: only accepted calls of other records prove a record poison. */
    private void invalid(PutRecordsCall call, String reason) {
        long now = ticker.getAsLong();
        InFlightRecord first = call.records().get(0);
        if (call.suspect()) {
            call.slot().free();
        } else {
            call.slot().failed(now, BACKOFF, random.getAsDouble());
        }
        if (isolator.invalid(call.records(), now + BACKOFF.delayMillis(first.reject(), random.getAsDouble()))) {
            deadLetter(first, reason);
        }
    }

    private void deadLetter(InFlightRecord poison, String reason) {
        deadLetterHandler.keep(poison, reason).onComplete(kept -> {
            if (kept.failed()) {
                isolator.add(List.of(poison), ticker.getAsLong() + BACKOFF.maxMillis());
            } else {
                metrics.deadLettered();
                waiters.deadLettered(poison.sequence(), reason);
                poison.confirm();
                reader.confirm();
            }
            wake.run();
        });
    }

    @Override
    public void moved(InFlightRecord record, long to) {
        metrics.moved();
        waiters.moved(record.sequence(), to);
        record.confirm();
    }

    @Override
    public void notMoved(InFlightRecord record) {
        retries.add(record, ticker.getAsLong() + StuckRecordMover.EVERY_MILLIS);
    }

    @Override
    public void allMoved() {
        reader.confirm();
        wake.run();
    }
}
