package dev.trackbus.kinesis.append;

import dev.trackbus.bus.Appended;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.TrackingEvent;
import dev.trackbus.bus.Verdict;
import dev.trackbus.kinesis.buffer.EventBuffer;
import dev.trackbus.kinesis.delivery.ConfirmationWaiters;
import dev.trackbus.kinesis.delivery.DeliveryScheduler;
import dev.trackbus.kinesis.metrics.KinesisMetrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Encodes events and hands them to the buffer; what Kinesis would never take is refused here. For one thread. */
public final class Appender {
    /** Kinesis takes no larger record; we count its key in. */
    static final int MAX_RECORD_BYTES = 1 << 20;

    /** Events that were refused find the buffer full when this share is fillRatio: they may not displace the others. */
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

    /** Completed when the buffer has the event, on whichever thread that is. */
    public Future<Appended> append(TrackingEvent event) {
        if (!(event.verdict() instanceof Verdict.Accepted) && buffer.fillRatio() > SHARE_OF_REFUSED) {
            metrics.refusedShare();
            return failed(
                    Failure.OVERLOADED,
                    "buffer filled beyond a tenth: " + buffer.bytes() + " bytes in " + buffer.records()
                            + " records, refused events find it full");
        }
        String key = event.request().messageId();
        if (!isKey(key)) {
            return failed(Failure.INTERNAL, "messageId must be 1-255 ASCII characters");
        }
        int length = encoder.encode(event);
        if (key.length() + length > MAX_RECORD_BYTES) {
            metrics.refusedTooLarge();
            return failed(
                    Failure.INTERNAL,
                    "event of " + (key.length() + length) + " bytes, Kinesis takes " + MAX_RECORD_BYTES);
        }
        Appending appending = new Appending(Promise.promise(), metrics);
        buffer.append(key, encoder.bytes(), length, appending);
        return appending.promise.future();
    }

    /** Completed when Kinesis has the event, on the verticle's thread; refused at once where it is known to take none. */
    public Future<Appended> appendCommitted(
            TrackingEvent event, DeliveryScheduler sender, ConfirmationWaiters waiters) {
        if (!waiters.isWorthwhile(sender.circuit().isOpen())) {
            metrics.refusedOutage();
            return failed(Failure.UNAVAILABLE, "Kinesis confirms nothing now");
        }
        if (waiters.isFull()) {
            metrics.refusedFull();
            return failed(
                    Failure.OVERLOADED,
                    ConfirmationWaiters.MOST
                            + " requests wait for Kinesis' confirmation, event refused; it comes too slowly");
        }
        return append(event)
                .compose(appended -> sender.isConfirmed(appended.sequence())
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
