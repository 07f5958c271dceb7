package dev.trackbus.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets connections in at one port up to the limit. On the acceptor's thread, which all ports share. */
final class ConnectionLimitHandler extends ChannelInboundHandlerAdapter {
    private final ConnectionLimit limit;
    private final ConnectionMetrics metrics;
    private final AtomicInteger openAtAllPorts;
    private final UnfinishedHeads heads;
    private final AtomicInteger openHere = new AtomicInteger();

    ConnectionLimitHandler(
            ConnectionLimit limit, AtomicInteger openAtAllPorts, UnfinishedHeads heads, ConnectionMetrics metrics) {
        this.limit = limit;
        this.heads = heads;
        this.openAtAllPorts = openAtAllPorts;
        this.metrics = metrics;
    }

    /** What a server's channel reads are the connections that it has accepted. */
    @Override
    public void channelRead(ChannelHandlerContext server, Object message) {
        Channel accepted = (Channel) message;
        if (openAtAllPorts.get() >= limit.connections() || openHere.get() >= limit.ofOnePort()) {
            metrics.refused();
            accepted.unsafe().closeForcibly();
            return;
        }
        openAtAllPorts.incrementAndGet();
        openHere.incrementAndGet();
        metrics.opened();
        accepted.closeFuture().addListener(closed -> {
            openAtAllPorts.decrementAndGet();
            openHere.decrementAndGet();
            metrics.closed();
        });
        accepted.pipeline().addLast(new UnfinishedHeadHandler(heads, metrics));
        server.fireChannelRead(accepted);
    }
}
