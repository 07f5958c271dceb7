package dev.trackbus.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Iterator;
import java.util.Map;

/**
 * How many Host headers a request may have: one in HTTP/1.1, at most one in HTTP/1.0, and it must be one (RFC 9112, 3.2).
 * Of two, the readers before us may have gone by the other one. Looks at each header once and copies none.
 */
final class HostHeader {
    private HostHeader() {}

    static boolean isWrong(HttpServerRequest request) {
        if (!(request.headers() instanceof HttpHeaders http1)) {
            return false;
        }
        int hosts = 0;
        Iterator<Map.Entry<CharSequence, CharSequence>> headers = http1.iteratorCharSequence();
        while (headers.hasNext()) {
            if (HttpHeaderNames.HOST.contentEqualsIgnoreCase(headers.next().getKey())) {
                hosts++;
            }
        }
        return hosts > 1
                || hosts == 0 && request.version() == HttpVersion.HTTP_1_1
                || hosts == 1 && request.authority() == null;
    }
}
