package dev.trackbus.kinesis.delivery;

import java.util.ArrayList;
import java.util.List;

/** The call that is being fillRatio: it goes when it is full, or when its first event has waited for the linger. */
final class BatchBuilder {
    /** Kinesis takes no more in one PutRecordsClient. */
    static final int MAX_RECORDS = 500;

    /** Beyond this it is full: one more record of Kinesis' largest size keeps a call within 5 MiB. */
    static final long ENOUGH_BYTES = 4L << 20;

    private long lingerMillis;
    private List<InFlightRecord> events = new ArrayList<>();
    private long bytes;
    private long since;

    BatchBuilder(long lingerMillis) {
        this.lingerMillis = lingerMillis;
    }

    void linger(long millis) {
        lingerMillis = millis;
    }

    void add(InFlightRecord event, long now) {
        if (events.isEmpty()) {
            since = now;
        }
        events.add(event);
        bytes += event.bytes();
    }

    int size() {
        return events.size();
    }

    boolean isFull() {
        return events.size() == MAX_RECORDS || bytes > ENOUGH_BYTES;
    }

    boolean isReady(long now) {
        return now >= readyAt();
    }

    /** When it should go: at once when full, {@link Long#MAX_VALUE} while empty. */
    long readyAt() {
        if (events.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return isFull() ? since : since + lingerMillis;
    }

    List<InFlightRecord> take() {
        List<InFlightRecord> taken = events;
        events = new ArrayList<>();
        bytes = 0;
        return taken;
    }
}
