package dev.trackbus.http;

import dev.trackbus.bus.HttpContract;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Writes every answer of the server, so that each has the same headers, is counted, and is written at most once.
 *
 * <p>An answer that ends its HTTP/1 connection says so, and the connection stays open for what is still being sent, up
 * to a request's deadline: a client that is writing its body sees the answer instead of a reset. An HTTP/2 connection,
 * which carries others' answers too, ends (GOAWAY) only while stopping.
 */
final class Responder {
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence PROBLEM = HttpHeaders.createOptimized("application/problem+json");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence IDENTITY = HttpHeaders.createOptimized("identity");
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");
    private static final CharSequence ONE_SECOND = HttpHeaders.createOptimized("1");
    private static final int UNAVAILABLE = 503;
    private static final int OK = 200;

    private final CurrentPhase phase;
    private final HttpMetrics metrics;
    private final Set<HttpConnection> ending = new HashSet<>();
    private final Buffer tooBusy = Problem.of(ProblemCode.TOO_BUSY).toBuffer();
    private final Buffer tooMany = Problem.of(ProblemCode.TOO_MANY_IN_FLIGHT).toBuffer();

    Responder(CurrentPhase phase, HttpMetrics metrics) {
        this.phase = phase;
        this.metrics = metrics;
    }

    void accepted(HttpServerRequest request, Buffer body) {
        metrics.accepted();
        send(request, OK, JSON, body, false);
    }

    void health(HttpServerRequest request, int status, JsonObject body) {
        send(request, status, JSON, body.toBuffer(), false);
    }

    void problem(HttpServerRequest request, Problem problem) {
        problem(request, problem, request.headers().contains(HttpHeaders.EXPECT));
    }

    /** Answers with a problem, as the last on its connection where the request's body can't be awaited. */
    void problem(HttpServerRequest request, Problem problem, boolean last) {
        metrics.problem(problem.code());
        if (problem.code() == ProblemCode.UNSUPPORTED_CONTENT_ENCODING) {
            request.response().putHeader(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
        }
        send(request, problem.code().status(), PROBLEM, problem.toBuffer(), last);
    }

    /** Answers one of very many with one of the problems that say so, at the least cost. */
    void shed(HttpServerRequest request, ProblemCode code) {
        metrics.problem(code);
        Buffer body = code == ProblemCode.TOO_BUSY ? tooBusy : tooMany;
        send(request, code.status(), PROBLEM, body, request.headers().contains(HttpHeaders.EXPECT));
    }

    void notAllowed(HttpServerRequest request, String allowed) {
        request.response().putHeader(HttpHeaders.ALLOW, allowed);
        problem(request, Problem.of(ProblemCode.METHOD_NOT_ALLOWED));
    }

    /** Answers what is no HTTP or exceeds the decoder's limits; Vert.x closes the connection after it. */
    void invalid(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        ProblemCode code = ProblemCode.MALFORMED_REQUEST;
        if (cause instanceof TooLongHttpLineException) {
            code = ProblemCode.URL_TOO_LONG;
        } else if (cause instanceof TooLongHttpHeaderException) {
            code = ProblemCode.HEADERS_TOO_LARGE;
        }
        problem(request, Problem.of(code), true);
    }

    private void send(HttpServerRequest request, int status, CharSequence type, Buffer body, boolean last) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
        if (status == UNAVAILABLE) {
            response.putHeader(RETRY_AFTER, ONE_SECOND);
        }
        if (last || phase.isStopping()) {
            endConnection(request);
        }
        if (request.method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            response.end();
        } else {
            response.end(body);
        }
    }

    private void endConnection(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        boolean severalAtOnce = request.version() == HttpVersion.HTTP_2;
        if (!severalAtOnce) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            ending.add(connection);
            connection.closeHandler(closed -> ending.remove(connection));
        }
        if (!severalAtOnce || phase.isStopping()) {
            connection.shutdown(HttpContract.DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Whether the last answer of its connection has been given: what was pipelined behind is not done (RFC 9112, 9.6). */
    boolean isTooLate(HttpServerRequest request) {
        return !ending.isEmpty() && ending.contains(request.connection());
    }
}
