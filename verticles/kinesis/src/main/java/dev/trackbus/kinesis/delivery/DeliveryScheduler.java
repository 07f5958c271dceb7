package dev.trackbus.kinesis.delivery;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Failure;
import dev.trackbus.kinesis.buffer.EventBuffer;
import dev.trackbus.kinesis.metrics.KinesisMetrics;
import java.util.function.LongSupplier;

/**
 * Scheduler of PutRecords calls: decides which records are sent and when. Its owner makes the calls and reports each
 * result. Used on the owner's thread only; never blocks. No record is dropped: poison is stored as a dead letter first.
 *
 * <pre>
 *   buffer ──read──► batch ──next()──► call ──accepted──► confirmed to the buffer
 *                      ▲                 │
 *                      └── due ◄─ retry ◄┘ rejected alone, or the whole call failed
 * </pre>
 *
 * <p>Retries take at most half of a call as long as there are new records. When the window is full, records that are
 * rejected again and again move to the end of the buffer: {@link StuckRecordMover}. {@link CallResultHandler} handles
 * results.
 */
public final class DeliveryScheduler {
    /** Limit of records that are read and not confirmed; a crash repeats at most so many. */
    public static final int WINDOW = 50_000;

    private static final int MAX_RETRIES = BatchBuilder.MAX_RECORDS / 2;

    private final KinesisMetrics metrics;
    private final LongSupplier ticker;
    private final CallSlots slots;
    private final long lingerMillis;
    private final BatchBuilder batch;
    private final RecordReader reader;
    private final CallResultHandler results;
    private boolean lastWasSuspect;
    private long lastCallAt = Long.MAX_VALUE;
    private long callMillis;

    /**
     * @param buffer            source of the records
     * @param metrics           counts confirmed, rejected and retried records
     * @param config            limits, clocks and randomness
     * @param deadLetterHandler stores poison records
     * @param waiters           requests that wait for confirmation
     */
    public DeliveryScheduler(
            EventBuffer buffer,
            KinesisMetrics metrics,
            DeliveryConfig config,
            DeadLetterHandler deadLetterHandler,
            ConfirmationWaiters waiters) {
        this.metrics = metrics;
        this.ticker = config.ticker();
        this.slots = new CallSlots(config.slots());
        this.lingerMillis = config.lingerMillis();
        this.batch = new BatchBuilder(lingerMillis);
        this.reader = new RecordReader(buffer, config.window());
        this.results = new CallResultHandler(buffer, reader, metrics, config, deadLetterHandler, waiters);
    }

    /**
     * Returns the call to make now. The caller makes it and reports its result.
     *
     * @return the call, or null while there is nothing to send or no slot is free
     */
    public PutRecordsCall next() {
        long now = ticker.getAsLong();
        fill(now);
        CallSlot slot = slots.next();
        boolean ready = batch.isReady(now);
        PoisonIsolator isolator = results.isolator();
        boolean suspect = isolator.nextAt() <= now && !(ready && lastWasSuspect);
        if (!suspect && !ready || slot.freeAt() > now || now > lastCallAt) {
            return null;
        }
        lastWasSuspect = suspect;
        slot.begin();
        PutRecordsCall call = PutRecordsCall.of(slot, suspect ? isolator.take() : batch.take(), suspect, callMillis);
        metrics.resent(call.resent());
        return call;
    }

    private void fill(long now) {
        fillWithRetries(now, MAX_RETRIES);
        if (!batch.isFull() && reader.hasRoom()) {
            reader.read(now, (record, again) -> {
                if (again) {
                    results.mover().readAgain();
                    results.retries().add(record, now);
                } else {
                    batch.add(record, now);
                }
                return !batch.isFull();
            });
        }
        fillWithRetries(now, BatchBuilder.MAX_RECORDS);
        if (!reader.hasRoom()) {
            results.mover().move(results.retries().stuck(), reader.unread(), now);
        }
    }

    private void fillWithRetries(long now, int upTo) {
        boolean more = true;
        while (more && batch.size() < upTo && !batch.isFull()) {
            InFlightRecord due = results.retries().poll(now);
            more = due != null;
            if (more) {
                batch.add(due, now);
            }
        }
    }

    /**
     * Returns when to call {@link #next()} again if no result and no new record comes before.
     *
     * @return milliseconds by the ticker, {@link Long#MAX_VALUE} for never
     */
    long nextAt() {
        long batchAt = Math.min(batch.readyAt(), results.retries().nextAt());
        long at = Math.max(slots.next().freeAt(), Math.min(results.isolator().nextAt(), batchAt));
        return at > lastCallAt ? Long.MAX_VALUE : at;
    }

    /**
     * Reports that Kinesis answered a call.
     *
     * @param call     the call
     * @param rejected rejected records in the order of the call, each with its error code; all others are confirmed
     */
    public void answered(PutRecordsCall call, Batch rejected) {
        results.answered(call, rejected);
    }

    /**
     * Reports that a call failed as a whole; all its records are sent again.
     *
     * @param call    the call
     * @param failure {@link Failure#INTERNAL} where Kinesis calls the call invalid
     * @param reason  error of Kinesis or of the network
     */
    public void failed(PutRecordsCall call, Failure failure, String reason) {
        results.failed(call, failure, reason);
    }

    /**
     * Returns whether a record is confirmed already.
     *
     * @param sequence sequence number in the buffer
     * @return false also for a record that was not read yet
     */
    public boolean isConfirmed(long sequence) {
        return reader.isConfirmed(sequence);
    }

    /**
     * Sends without linger, ends all pauses and makes all retries due, for a drain.
     *
     * @param deadline   time by the ticker before which each call ends, until {@link #resume()}
     * @param callMillis timeout of a call
     */
    void hurry(long deadline, long callMillis) {
        this.lastCallAt = deadline - callMillis;
        this.callMillis = callMillis;
        batch.linger(0);
        slots.hurry();
        results.retries().hurry(ticker.getAsLong());
    }

    /** Ends {@link #hurry}. */
    void resume() {
        lastCallAt = Long.MAX_VALUE;
        callMillis = 0;
        batch.linger(lingerMillis);
    }

    /**
     * Returns whether Kinesis accepts records.
     *
     * @return the state, updated with each result
     */
    public CircuitState circuit() {
        return results.circuit();
    }
}
