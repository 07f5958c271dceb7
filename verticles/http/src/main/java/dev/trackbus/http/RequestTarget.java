package dev.trackbus.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import io.vertx.core.internal.http.HttpServerRequestWrapper;
import io.vertx.core.net.HostAndPort;
import java.util.Optional;

/**
 * Request with an absolute-form target ({@code http://host/path?query}; RFC 9112, 3.2.2), seen as if it had the
 * origin-form. Vert.x takes the first slash behind the scheme for the path's beginning, a slash of the query included.
 */
public final class RequestTarget extends HttpServerRequestWrapper {
    private static final String HTTP = "http://";
    private static final String HTTPS = "https://";

    private final String uri;
    private final String path;
    private final String query;

    private RequestTarget(HttpServerRequestInternal request, String uri) {
        super(request);
        int question = uri.indexOf('?');
        this.uri = uri;
        this.path = question < 0 ? uri : uri.substring(0, question);
        this.query = question < 0 ? null : uri.substring(question + 1);
    }

    /**
     * Returns the request with a target in origin-form.
     *
     * @param request as it was received
     * @return the same request, or a view of it; empty where the target has neither form or its authority is invalid
     */
    public static Optional<HttpServerRequest> originForm(HttpServerRequest request) {
        String target = request.uri();
        if (target == null) {
            return Optional.empty();
        }
        if (target.startsWith("/")) {
            return Optional.of(request);
        }
        int begin = schemeLength(target);
        int end = begin;
        while (begin > 0 && end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
            end++;
        }
        if (begin == end || HostAndPort.parseAuthority(target.substring(begin, end), -1) == null) {
            return Optional.empty();
        }
        String rest = target.substring(end);
        return Optional.of(
                new RequestTarget((HttpServerRequestInternal) request, rest.startsWith("/") ? rest : "/" + rest));
    }

    private static int schemeLength(String target) {
        if (target.regionMatches(true, 0, HTTP, 0, HTTP.length())) {
            return HTTP.length();
        }
        return target.regionMatches(true, 0, HTTPS, 0, HTTPS.length()) ? HTTPS.length() : 0;
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String query() {
        return query;
    }
}
