package dev.trackbus.redis.fault;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/** One direction of a connection through a {@link FaultProxy}: a queue whose chunks leave when they are due. */
final class Pipe {
    private static final int MAX_QUEUED_BYTES = 64 * 1_024;

    private final Vertx vertx;
    private final FaultProxy proxy;
    private final NetSocket from;
    private final NetSocket to;
    private final Context context;
    private final ArrayDeque<Buffer> queue = new ArrayDeque<>();
    private int queuedBytes;
    private long busyUntil;
    private boolean ending;
    private volatile boolean lostBytes;

    Pipe(Vertx vertx, FaultProxy proxy, NetSocket from, NetSocket to) {
        this.vertx = vertx;
        this.proxy = proxy;
        this.from = from;
        this.to = to;
        this.context = vertx.getOrCreateContext();
    }

    void open() {
        from.handler(this::take).exceptionHandler(cause -> {}).closeHandler(closed -> end());
        from.resume();
    }

    boolean lostBytes() {
        return lostBytes;
    }

    void cut() {
        context.runOnContext(now -> {
            proxy.ended(this);
            from.close();
            to.close();
        });
    }

    void reset() {
        context.runOnContext(now -> {
            Channel channel = ((NetSocketInternal) from).channelHandlerContext().channel();
            if (channel.isOpen()) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                from.close();
            }
        });
    }

    private void take(Buffer chunk) {
        if (proxy.hanging()) {
            lostBytes = true;
            return;
        }
        long rate = proxy.bytesPerSecond();
        long now = now();
        busyUntil = Math.max(busyUntil, now) + (rate == 0 ? 0 : chunk.length() * 1_000L / rate);
        long wait = busyUntil + proxy.latencyMillis() - now;
        queue.add(chunk);
        queuedBytes += chunk.length();
        if (queuedBytes > MAX_QUEUED_BYTES) {
            from.pause();
        }
        if (wait <= 0 && queue.size() == 1) {
            give();
        } else {
            vertx.setTimer(Math.max(1, wait), due -> give());
        }
    }

    private void give() {
        Buffer chunk = queue.poll();
        queuedBytes -= chunk.length();
        if (proxy.hanging()) {
            lostBytes = true;
        } else {
            to.write(chunk);
        }
        if (queuedBytes <= MAX_QUEUED_BYTES) {
            from.resume();
        }
        if (ending && queue.isEmpty()) {
            to.close();
        }
    }

    private void end() {
        if (proxy.hanging()) {
            lostBytes = true;
            return;
        }
        proxy.ended(this);
        ending = true;
        if (queue.isEmpty()) {
            to.close();
        }
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
