package dev.trackbus.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What the ports of a process see of connections. Usable from any thread. */
final class ConnectionMetrics {
    private final AtomicInteger open = new AtomicInteger();
    private final Counter refused;
    private final Counter unfinished;

    ConnectionMetrics(MeterRegistry registry, UnfinishedHeads heads) {
        Gauge.builder("trackbus.http.connections", open, AtomicInteger::get)
                .description("Open connections, those of the management port too")
                .register(registry);
        Gauge.builder("trackbus.http.unfinished.heads", heads, UnfinishedHeads::used)
                .description("Memory of HTTP/1 request heads whose end is missing, at most a sixteenth of the heap")
                .baseUnit("bytes")
                .register(registry);
        unfinished = Counter.builder("trackbus.http.connections.unfinished")
                .description(
                        "Connections closed because the end of a request's head was missing for 30 s, or because such"
                                + " heads took too much memory")
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

    /** A connection was closed because of a head without an end. */
    void unfinished() {
        unfinished.increment();
    }
}
