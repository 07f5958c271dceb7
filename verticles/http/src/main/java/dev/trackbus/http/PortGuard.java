package dev.trackbus.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets connections in at one port up to the limit. On the acceptor's thread. */
final class PortGuard extends ChannelInboundHandlerAdapter {
    private final ConnectionLimit limit;
    private final ConnectionMetrics metrics;
    private final AtomicInteger open = new AtomicInteger();

    PortGuard(ConnectionLimit limit, ConnectionMetrics metrics) {
        this.limit = limit;
        this.metrics = metrics;
    }

    /** What a server's channel reads are the connections that it has accepted. */
    @Override
    public void channelRead(ChannelHandlerContext server, Object message) {
        Channel accepted = (Channel) message;
        if (open.get() >= limit.connections()) {
            metrics.refused();
            accepted.unsafe().closeForcibly();
            return;
        }
        open.incrementAndGet();
        metrics.opened();
        accepted.closeFuture().addListener(closed -> {
            open.decrementAndGet();
            metrics.closed();
        });
        server.fireChannelRead(accepted);
    }
}
