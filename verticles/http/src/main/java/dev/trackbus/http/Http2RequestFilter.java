package dev.trackbus.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2Headers;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Channel handler of an HTTP/2 connection that makes a malformed request the error of its stream alone (RFC 9113,
 * 8.1.1), and reads no further while the client does not read.
 *
 * <p>Two things would otherwise end the connection with all its streams. Vert.x throws at a method that is no token:
 * what it throws becomes a stream error here. Netty resets a stream with malformed header fields without having created
 * it, and takes the DATA that follows for a violation of the protocol: the stream is created when its reset is written.
 */
final class Http2RequestFilter extends ChannelDuplexHandler {
    private static final int RESET_FRAME_BYTES = 13;
    private static final int TYPE_INDEX = 3;
    private static final int STREAM_INDEX = 5;

    private final Http2Connection connection;

    private Http2RequestFilter(Http2Connection connection) {
        this.connection = connection;
    }

    /** Installs a filter if the connection is of HTTP/2. To be called when its settings have been read. */
    static void install(HttpConnection connection) {
        ChannelPipeline pipeline =
                ((ConnectionBase) connection).channelHandlerContext().pipeline();
        ChannelHandlerContext http2 = pipeline.context(Http2ConnectionHandler.class);
        if (http2 != null) {
            Http2ConnectionHandler handler = (Http2ConnectionHandler) http2.handler();
            handler.decoder().frameListener(new StreamErrors(handler.decoder().frameListener()));
            pipeline.addBefore(http2.name(), null, new Http2RequestFilter(handler.connection()));
        }
    }

    /** Resets the stream of a request. Vert.x refuses that for an answer that waits for its client's flow control. */
    static void reset(HttpServerRequest request, Http2Error code) {
        ChannelHandlerContext context = ((ConnectionBase) request.connection()).channelHandlerContext();
        ((Http2ConnectionHandler) context.handler())
                .resetStream(context, request.response().streamId(), code.code(), context.newPromise());
        context.flush();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf frame
                && frame.readableBytes() == RESET_FRAME_BYTES
                && frame.getByte(frame.readerIndex() + TYPE_INDEX) == Http2FrameTypes.RST_STREAM) {
            createIfUnknown(frame.getInt(frame.readerIndex() + STREAM_INDEX));
        }
        context.write(message, promise);
    }

    private void createIfUnknown(int stream) {
        if (!connection.streamMayHaveExisted(stream)) {
            try {
                connection.remote().createStream(stream, true).close();
            } catch (Http2Exception e) {
                // The client opened more streams than allowed, or the connection is ending: it may end on this one.
                return;
            }
        }
    }

    /** A client that reads nothing would otherwise have its control frames answered into memory. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(context.channel().isWritable());
        context.fireChannelWritabilityChanged();
    }

    private static final class StreamErrors extends Http2FrameListenerDecorator {
        private StreamErrors(Http2FrameListener listener) {
            super(listener);
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean end)
                throws Http2Exception {
            try {
                super.onHeadersRead(context, stream, headers, padding, end);
            } catch (IllegalArgumentException e) {
                throw malformed(stream, e);
            }
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context,
                int stream,
                Http2Headers headers,
                int dependency,
                short weight,
                boolean exclusive,
                int padding,
                boolean end)
                throws Http2Exception {
            try {
                super.onHeadersRead(context, stream, headers, dependency, weight, exclusive, padding, end);
            } catch (IllegalArgumentException e) {
                throw malformed(stream, e);
            }
        }

        private static Http2Exception malformed(int stream, IllegalArgumentException cause) {
            return Http2Exception.streamError(stream, Http2Error.PROTOCOL_ERROR, cause, "Malformed request");
        }
    }
}
