package dev.trackbus.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.transport.Transport;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Vert.x's NIO transport with a {@link ConnectionLimitHandler} at each port that is listened to. It stands below Vert.x's HTTP server
 * because that shows a connection only when its first request is complete, and has no bound on them. It also bounds the
 * memory of each connection.
 */
public final class ConnectionLimitingTransport extends NioTransport implements Transport {
    /** Most bytes of one read: the buffer of a request that is not complete stays with its connection. */
    private static final int READ_BYTES = 16_384;

    /** Bytes of answers that a connection holds for a client that does not read them, before they wait for it. */
    private final WriteBufferWaterMark unread = new WriteBufferWaterMark(8_192, 16_384);

    private final ConnectionLimit limit;
    private final UnfinishedHeads heads;
    private final ConnectionMetrics metrics;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * For {@code Vertx.builder().withTransport(…)}.
     *
     * @param limit    for all ports together
     * @param registry the process's meters
     */
    public ConnectionLimitingTransport(ConnectionLimit limit, MeterRegistry registry) {
        this(limit, UnfinishedHeads.usual(), registry);
    }

    ConnectionLimitingTransport(ConnectionLimit limit, UnfinishedHeads heads, MeterRegistry registry) {
        this.limit = Objects.requireNonNull(limit, "limit");
        this.heads = heads;
        this.metrics = new ConnectionMetrics(registry, heads);
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        bootstrap
                .handler(new ConnectionLimitHandler(limit, open, heads, metrics))
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(64, 2_048, READ_BYTES))
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, unread);
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
