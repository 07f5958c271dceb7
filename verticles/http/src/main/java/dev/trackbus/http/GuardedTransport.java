package dev.trackbus.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.transport.Transport;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Vert.x's NIO transport with a {@link PortGuard} at each port that is listened to. It stands below Vert.x's HTTP server
 * because that shows a connection only when its first request is complete, and has no bound on them.
 */
public final class GuardedTransport extends NioTransport implements Transport {
    private final ConnectionLimit limit;
    private final ConnectionMetrics metrics;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * For {@code Vertx.builder().withTransport(…)}.
     *
     * @param limit    for all ports together
     * @param registry the process's meters
     */
    public GuardedTransport(ConnectionLimit limit, MeterRegistry registry) {
        this.limit = Objects.requireNonNull(limit, "limit");
        this.metrics = new ConnectionMetrics(registry);
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        bootstrap.handler(new PortGuard(limit, open, metrics));
    }

    @Override
    public String name() {
        return NIO.name();
    }

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public Throwable unavailabilityCause() {
        return null;
    }

    @Override
    public io.vertx.core.spi.transport.Transport implementation() {
        return this;
    }
}
