package dev.trackbus.kinesis.append;

import dev.trackbus.bus.Appended;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.TrackingEvent;
import dev.trackbus.bus.ValidationResult;
import dev.trackbus.kinesis.buffer.EventBuffer;
import dev.trackbus.kinesis.delivery.ConfirmationWaiters;
import dev.trackbus.kinesis.delivery.DeliveryScheduler;
import dev.trackbus.kinesis.metrics.KinesisMetrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * Appender of events to the buffer: encodes each event and refuses those that Kinesis would never accept. The
 * verticle's event loop only.
 */
public final class Appender {
    /** Largest record of Kinesis, key included, bytes. */
    static final int MAX_RECORD_BYTES = 1 << 20;

    /** Fill ratio from which refused events find the buffer full: they may not displace accepted ones. */
    static final double SHARE_OF_REFUSED = 0.1;

    private static final int MAX_KEY_LENGTH = 255;

    private final EventBuffer buffer;
    private final KinesisMetrics metrics;
    private final EventEncoder encoder = new EventEncoder();

    /**
     * @param buffer  stores the events
     * @param metrics counts appended and refused events
     */
    public Appender(EventBuffer buffer, KinesisMetrics metrics) {
        this.buffer = buffer;
        this.metrics = metrics;
    }

    /**
     * Appends an event.
     *
     * @param event the event
     * @return completed when the buffer has stored it, on any thread; failed with OVERLOADED where the buffer is full,
     *     with INTERNAL where Kinesis would never accept it
     */
    public Future<Appended> append(TrackingEvent event) {
        if (!(event.result() instanceof ValidationResult.Accepted) && buffer.fillRatio() > SHARE_OF_REFUSED) {
            metrics.refusedShare();
            return failed(
                    Failure.OVERLOADED,
                    "buffer more than a tenth full: " + buffer.bytes() + " bytes in " + buffer.records()
                            + " records, refused event not stored");
        }
        String key = event.request().messageId();
        if (!isKey(key)) {
            return failed(Failure.INTERNAL, "messageId must have 1-255 visible ASCII characters");
        }
        int length = encoder.encode(event);
        if (key.length() + length > MAX_RECORD_BYTES) {
            metrics.refusedTooLarge();
            return failed(
                    Failure.INTERNAL,
                    "event of " + (key.length() + length) + " bytes, Kinesis accepts " + MAX_RECORD_BYTES);
        }
        Appending appending = new Appending(Promise.promise(), metrics);
        buffer.append(key, encoder.bytes(), length, appending);
        return appending.promise.future();
    }

    /**
     * Appends an event and waits for its confirmation by Kinesis.
     *
     * @param event     the event
     * @param scheduler knows which events are confirmed
     * @param waiters   holds the request until then
     * @return completed on the event loop; failed at once with UNAVAILABLE during an outage, with OVERLOADED where too
     *     many requests wait
     */
    public Future<Appended> appendCommitted(
            TrackingEvent event, DeliveryScheduler scheduler, ConfirmationWaiters waiters) {
        if (!waiters.isWorthwhile(scheduler.circuit().isOpen())) {
            metrics.refusedOutage();
            return failed(Failure.UNAVAILABLE, "Kinesis confirms no events now");
        }
        if (waiters.isFull()) {
            metrics.refusedFull();
            return failed(
                    Failure.OVERLOADED,
                    ConfirmationWaiters.MAX + " requests wait for Kinesis, event refused: confirmations are too slow");
        }
        return append(event)
                .compose(appended -> scheduler.isConfirmed(appended.sequence())
                        ? Future.succeededFuture(appended)
                        : waiters.await(appended.sequence()));
    }

    private static boolean isKey(String key) {
        boolean ascii = !key.isEmpty() && key.length() <= MAX_KEY_LENGTH;
        for (int i = 0; ascii && i < key.length(); i++) {
            ascii = key.charAt(i) > ' ' && key.charAt(i) < 0x7f;
        }
        return ascii;
    }

    private static Future<Appended> failed(Failure failure, String why) {
        return Future.failedFuture(new FailureException(failure, why));
    }

    private record Appending(Promise<Appended> promise, KinesisMetrics metrics) implements EventBuffer.AppendCallback {
        @Override
        public void appended(long sequence) {
            metrics.appended();
            promise.complete(new Appended(sequence));
        }

        @Override
        public void refused(String why) {
            metrics.refusedFull();
            promise.fail(new FailureException(Failure.OVERLOADED, why));
        }
    }
}
