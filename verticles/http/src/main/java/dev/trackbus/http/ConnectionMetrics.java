package dev.trackbus.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What the ports of a process see of connections. Usable from any thread. */
final class ConnectionMetrics {
    private final AtomicInteger open = new AtomicInteger();
    private final Counter refused;

    ConnectionMetrics(MeterRegistry registry) {
        Gauge.builder("trackbus.http.connections", open, AtomicInteger::get)
                .description("Open connections, those of the management port too")
                .register(registry);
        refused = Counter.builder("trackbus.http.connections.refused")
                .description("Connections closed at once because there were too many")
                .register(registry);
    }

    /** A connection was let in. */
    void opened() {
        open.incrementAndGet();
    }

    /** A connection that was let in is gone, whoever closed it. */
    void closed() {
        open.decrementAndGet();
    }

    /** A connection was closed at once, as there were too many. */
    void refused() {
        refused.increment();
    }
}
