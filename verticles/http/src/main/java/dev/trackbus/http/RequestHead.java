package dev.trackbus.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Iterator;
import java.util.Map;

/**
 * Facts of a request's head that need a look at each header field: whether its Host fields are valid, whether the client
 * closes the connection after it, and the memory it takes. Looks at each field once and copies none. For one event
 * loop, which reads one head after the other into the same instance.
 */
final class RequestHead {
    /** Memory of a header field beside its characters. */
    static final int FIELD_BYTES = 100;

    /** Estimate for an HTTP/2 request: its stream and a usual header block. The largest block is bounded by the codec. */
    static final int HTTP2_BYTES = 8_192;

    private boolean hostValid;
    private boolean closes;
    private int bytes;

    void read(HttpServerRequest request) {
        closes = false;
        if (!(request.headers() instanceof HttpHeaders http1)) {
            hostValid = true;
            bytes = HTTP2_BYTES;
            return;
        }
        int hosts = 0;
        int sum = request.uri().length();
        Iterator<Map.Entry<CharSequence, CharSequence>> fields = http1.iteratorCharSequence();
        while (fields.hasNext()) {
            Map.Entry<CharSequence, CharSequence> field = fields.next();
            CharSequence name = field.getKey();
            CharSequence value = field.getValue();
            sum += FIELD_BYTES + name.length() + value.length();
            if (HttpHeaderNames.HOST.contentEqualsIgnoreCase(name)) {
                hosts++;
            } else if (HttpHeaderNames.CONNECTION.contentEqualsIgnoreCase(name)) {
                closes |= hasCloseInList(value);
            }
        }
        bytes = sum;
        hostValid = isValid(request, hosts);
    }

    /** One Host in HTTP/1.1, at most one in HTTP/1.0, and a valid one (RFC 9112, 3.2): proxies may use the other one. */
    private static boolean isValid(HttpServerRequest request, int hosts) {
        return hosts == 1 ? request.authority() != null : hosts == 0 && request.version() != HttpVersion.HTTP_1_1;
    }

    /** A value that is {@code close} alone is Vert.x's to obey; this finds the option among others. */
    private static boolean hasCloseInList(CharSequence value) {
        if (AsciiString.indexOf(value, ',', 0) < 0) {
            return false;
        }
        for (String option : value.toString().split(",")) {
            if (HttpHeaderValues.CLOSE.contentEqualsIgnoreCase(option.trim())) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the Host fields of the last head are valid. */
    boolean isHostValid() {
        return hostValid;
    }

    /** Returns whether the last head lists {@code close} among other options of its connection. */
    boolean closes() {
        return closes;
    }

    /** Returns the memory that the last head takes, estimated in bytes. */
    int bytes() {
        return bytes;
    }
}
