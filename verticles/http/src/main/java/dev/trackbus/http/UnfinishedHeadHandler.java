package dev.trackbus.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ByteProcessor;
import io.netty.util.concurrent.Future;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * First channel handler of a connection: counts the memory of an HTTP/1 head whose end is missing, and closes the
 * connection when all such heads take too much or one takes too long. A head that comes in one piece, as nearly all do,
 * costs a look at its last four bytes. Of a read with the end of one head, what is left counts: what was parsed of it, head
 * and body, is subtracted. Of a read with several, as of a client that pipelines, the heads count until the next read.
 *
 * <p>It also puts the {@link Http1RequestFilter} behind the HTTP/1 decoder, which Vert.x adds when it has seen the first
 * bytes; therefore those go to it one by one, until the decoder is there. On an HTTP/2 connection, whose codec bounds
 * both, it removes itself; after an upgrade too.
 */
final class UnfinishedHeadHandler extends ChannelInboundHandlerAdapter {
    /** How long the rest of a head may take. */
    static final long TIMEOUT_SECONDS = 30;

    private static final int HTTP2_PREFACE_BYTES = 24;
    private static final int END_OF_HEAD = 0x0d0a0d0a;
    private static final int BYTES_PER_BYTE = 2;

    /** Two blanks, and the line ends of the request line and of the head. */
    private static final int REQUEST_LINE_SEPARATORS = 6;

    /** A colon, a blank and a line end. */
    private static final int FIELD_SEPARATORS = 4;

    private final UnfinishedHeads heads;
    private final ConnectionMetrics metrics;
    private int firstBytes;
    private ChannelHandlerContext decoder;
    private Http1RequestFilter filter;
    private long held;
    private Future<?> timeout;

    UnfinishedHeadHandler(UnfinishedHeads heads, ConnectionMetrics metrics) {
        this.heads = heads;
        this.metrics = metrics;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        while (filter == null && bytes.readableBytes() > 1 && firstBytes < HTTP2_PREFACE_BYTES) {
            firstBytes++;
            context.fireChannelRead(bytes.readRetainedSlice(1));
            install(context);
        }
        if (filter != null) {
            read(context, bytes);
        } else {
            firstBytes += bytes.readableBytes();
            context.fireChannelRead(bytes);
            install(context);
            if (filter == null && firstBytes >= HTTP2_PREFACE_BYTES) {
                context.pipeline().remove(this);
            }
        }
    }

    private void install(ChannelHandlerContext context) {
        decoder = context.pipeline().context(HttpRequestDecoder.class);
        if (decoder != null) {
            filter = new Http1RequestFilter();
            context.pipeline().addAfter(decoder.name(), null, filter);
        }
    }

    private void read(ChannelHandlerContext context, ByteBuf bytes) {
        if (held == 0 && endsHead(bytes)) {
            context.fireChannelRead(bytes);
            return;
        }
        long unparsed = weight(bytes);
        int before = filter.requests();
        filter.measure();
        context.fireChannelRead(bytes);
        unparsed -= filter.measured();
        if (decoder.isRemoved()) {
            leave(context);
            return;
        }
        if (filter.requests() != before) {
            unparsed = filter.requests() == before + 1 ? Math.max(0, unparsed + held) : unparsed;
            release();
        }
        if (!filter.isInBody()) {
            take(context, unparsed);
        }
        if (filter.requests() == before && held > 0 && timeout == null) {
            timeout = context.executor().schedule(() -> close(context), TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Leaves a connection that was upgraded to HTTP/2. */
    private void leave(ChannelHandlerContext context) {
        release();
        if (!context.isRemoved()) {
            context.pipeline().remove(this);
        }
    }

    private static boolean endsHead(ByteBuf bytes) {
        return bytes.readableBytes() >= Integer.BYTES
                && bytes.getInt(bytes.writerIndex() - Integer.BYTES) == END_OF_HEAD;
    }

    /** Returns the memory that bytes take when they are parsed as a head. */
    static long weight(ByteBuf bytes) {
        int lines = 0;
        int end = bytes.writerIndex();
        int next = bytes.forEachByte(ByteProcessor.FIND_LF);
        while (next >= 0) {
            lines++;
            next = bytes.forEachByte(next + 1, end - next - 1, ByteProcessor.FIND_LF);
        }
        return weight(bytes.readableBytes(), lines);
    }

    /** Returns what the bytes of a parsed head weighed, blanks around its values excepted. */
    static long weight(HttpRequest head) {
        int lines = 2;
        long length = head.method().asciiName().length() + head.uri().length();
        length += head.protocolVersion().text().length() + REQUEST_LINE_SEPARATORS;
        Iterator<Map.Entry<CharSequence, CharSequence>> fields = head.headers().iteratorCharSequence();
        while (fields.hasNext()) {
            Map.Entry<CharSequence, CharSequence> field = fields.next();
            length += field.getKey().length() + field.getValue().length() + FIELD_SEPARATORS;
            lines++;
        }
        return weight(length, lines);
    }

    private static long weight(long length, int lines) {
        return BYTES_PER_BYTE * length + (long) RequestHead.FIELD_BYTES * lines;
    }

    private void take(ChannelHandlerContext context, long weight) {
        if (heads.tryTake(weight)) {
            held += weight;
        } else {
            close(context);
        }
    }

    private void close(ChannelHandlerContext context) {
        metrics.unfinished();
        context.close();
    }

    private void release() {
        heads.release(held);
        held = 0;
        if (timeout != null) {
            timeout.cancel(false);
            timeout = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        release();
        context.fireChannelInactive();
    }
}
