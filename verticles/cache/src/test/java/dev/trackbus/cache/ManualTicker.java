package dev.trackbus.cache;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when the test says so. It begins near the overflow of a long, where careless comparisons break. */
final class ManualTicker extends Ticker {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);

    @Override
    public long read() {
        return nanos.get();
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
