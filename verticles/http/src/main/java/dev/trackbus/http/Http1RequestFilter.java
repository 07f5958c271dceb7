package dev.trackbus.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Base64;

/**
 * Channel handler behind the HTTP/1 decoder that settles what Vert.x would answer wrongly: other versions, and an
 * upgrade to HTTP/2 that must not be made. For one connection.
 */
final class Http1RequestFilter extends ChannelInboundHandlerAdapter {
    private static final String HTTP2 = "h2c";
    private static final CharSequence HTTP2_SETTINGS = "http2-settings";
    private static final int SETTING_BYTES = 6;

    private int requests;
    private boolean inBody;
    private boolean measuring;
    private int measuredFrom;
    private long content;
    private long firstHead;

    /** Returns the number of heads that were complete so far. */
    int requests() {
        return requests;
    }

    /** Returns whether the body of the last request is not complete. */
    boolean isInBody() {
        return inBody;
    }

    /** Measures the first head and the content of bodies from now on. */
    void measure() {
        measuring = true;
        measuredFrom = requests;
        content = 0;
        firstHead = 0;
    }

    /**
     * Stops measuring; returns what was parsed, weighed as a part of a head. Of several requests it returns the content
     * only: the heads of a deep pipeline are not worth a look at each field, and may count until the next read.
     */
    long measured() {
        measuring = false;
        return requests - measuredFrom > 1 ? content : content + firstHead;
    }

    /** Compares classes and identities where it can: a check for an interface costs more with each core. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message == LastHttpContent.EMPTY_LAST_CONTENT) {
            inBody = false;
        } else if (message instanceof DefaultHttpRequest request) {
            inBody = true;
            begin(request);
        } else if (message instanceof HttpContent part) {
            inBody = !(part instanceof LastHttpContent);
            if (measuring) {
                content += UnfinishedHeadHandler.weight(part.content());
            }
        }
        context.fireChannelRead(message);
    }

    /** Only the first request of a connection can be an upgrade. */
    private void begin(HttpRequest request) {
        requests++;
        if (measuring && requests == measuredFrom + 1) {
            firstHead = UnfinishedHeadHandler.weight(request);
        }
        HttpVersion version = request.protocolVersion();
        if (version != HttpVersion.HTTP_1_1 && version != HttpVersion.HTTP_1_0) {
            settleVersion(request, version);
        }
        HttpHeaders headers = request.headers();
        if (requests == 1 && headers.contains(HttpHeaderNames.UPGRADE) && !mayUpgrade(request, headers)) {
            headers.remove(HttpHeaderNames.UPGRADE);
        }
    }

    /** A higher minor version is served as HTTP/1.1 (RFC 9110, 2.5); another major version is not supported. */
    private static void settleVersion(HttpRequest request, HttpVersion version) {
        request.setProtocolVersion(HttpVersion.HTTP_1_1);
        if (version.majorVersion() != 1 || version.minorVersion() == 0) {
            request.setDecoderResult(DecoderResult.failure(new UnsupportedVersionException(version.text())));
        }
    }

    /**
     * Whether Vert.x may answer 101. An HTTP/1.0 client must not get it, and a client that expects 100 must get that
     * first (RFC 9110, 7.8). A request that is no complete upgrade would be answered 400 and left open; it is served
     * without one.
     */
    private static boolean mayUpgrade(HttpRequest request, HttpHeaders headers) {
        return request.protocolVersion() == HttpVersion.HTTP_1_1
                && !headers.contains(HttpHeaderNames.EXPECT)
                && headers.getAll(HttpHeaderNames.HOST).size() == 1
                && headers.contains(HttpHeaderNames.UPGRADE, HTTP2, true)
                && headers.getAll(HTTP2_SETTINGS).size() == 1
                && isSettings(headers.get(HTTP2_SETTINGS))
                && headers.getAll(HttpHeaderNames.CONNECTION).size() == 1
                && lists(headers.get(HttpHeaderNames.CONNECTION), HttpHeaderNames.UPGRADE)
                && lists(headers.get(HttpHeaderNames.CONNECTION), HTTP2_SETTINGS);
    }

    private static boolean lists(String options, CharSequence option) {
        for (String each : options.split(",")) {
            if (each.trim().equalsIgnoreCase(option.toString())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSettings(String text) {
        try {
            return Base64.getUrlDecoder().decode(text).length % SETTING_BYTES == 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
