package dev.trackbus.http;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.bus.RejectionReason;
import dev.trackbus.bus.TrackingEvent;
import java.time.InstantSource;

/** Sender of the events of refused requests. It does not wait for them, and limits their rates. On the event loop. */
final class RefusedEvents {
    private final Bus bus;
    private final HttpMetrics metrics;
    private final TokenBucket refused;
    private final TokenBucket unknown;

    RefusedEvents(Bus bus, RefusedRates rates, InstantSource clock, HttpMetrics metrics) {
        this.bus = bus;
        this.metrics = metrics;
        this.refused = new TokenBucket(rates.refusedPerSecond(), clock);
        this.unknown = new TokenBucket(rates.unknownPerSecond(), clock);
    }

    void offer(TrackingEvent event, RejectionReason reason) {
        TokenBucket bucket = reason == RejectionReason.UNKNOWN_PROGRAM ? unknown : refused;
        if (bucket.tryTake()) {
            bus.request(KinesisContract.APPEND, event)
                    .onComplete(appended -> metrics.recorded(reason), failed -> metrics.failed(reason));
        } else {
            metrics.rateLimited(reason);
        }
    }
}
