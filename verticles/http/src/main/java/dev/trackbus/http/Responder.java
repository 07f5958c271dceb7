package dev.trackbus.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Writes every answer of the server, so that each has the same headers, is counted, and is written at most once.
 *
 * <p>An answer that ends its HTTP/1 connection says so, and the connection stays open for what is still being sent, up
 * to a request's deadline: a client that is writing its body sees the answer instead of a reset. An HTTP/2 connection,
 * which carries others' answers too, ends (GOAWAY) only while stopping; the stream is reset after its answer instead.
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
    private static final int NO_CONTENT = 204;

    private final CurrentPhase phase;
    private final HttpMetrics metrics;
    private final DateHeader date;
    private final AnsweredStreams streams;
    private final ShedLog shedLog;
    private final long deadlineMillis;
    private final Set<HttpConnection> ending = new HashSet<>();
    private final Buffer noBody = Buffer.buffer();
    private final Buffer tooBusy = Problem.of(ProblemCode.TOO_BUSY).toBuffer();
    private final Buffer tooMany = Problem.of(ProblemCode.TOO_MANY_IN_FLIGHT).toBuffer();

    /** @param deadline of a request, for which a connection stays open that is to be closed */
    Responder(
            CurrentPhase phase,
            HttpMetrics metrics,
            DateHeader date,
            AnsweredStreams streams,
            ShedLog shedLog,
            Duration deadline) {
        this.phase = phase;
        this.metrics = metrics;
        this.date = date;
        this.streams = streams;
        this.shedLog = shedLog;
        this.deadlineMillis = deadline.toMillis();
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

    /** Answers with a problem, as the last on its connection (HTTP/2: its stream) where the body is not waited for. */
    void problem(HttpServerRequest request, Problem problem, boolean last) {
        metrics.problem(problem.code());
        if (problem.code() == ProblemCode.TOO_MANY_BODY_BYTES) {
            shedLog.count(problem.code());
        }
        if (problem.code() == ProblemCode.UNSUPPORTED_CONTENT_ENCODING) {
            request.response().putHeader(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
        }
        send(request, problem.code().status(), PROBLEM, problem.toBuffer(), last);
    }

    /** Answers one of very many with one of the problems that say so, at the least cost. */
    void shed(HttpServerRequest request, ProblemCode code) {
        metrics.problem(code);
        shedLog.count(code);
        Buffer body = code == ProblemCode.TOO_BUSY ? tooBusy : tooMany;
        send(request, code.status(), PROBLEM, body, request.headers().contains(HttpHeaders.EXPECT));
    }

    void notAllowed(HttpServerRequest request, String allowed) {
        notAllowed(request, allowed, request.headers().contains(HttpHeaders.EXPECT));
    }

    /** Answers 405, as the last on its connection where what follows the request is not HTTP. */
    void notAllowed(HttpServerRequest request, String allowed, boolean last) {
        request.response().putHeader(HttpHeaders.ALLOW, allowed);
        problem(request, Problem.of(ProblemCode.METHOD_NOT_ALLOWED), last);
    }

    /** Answers {@code OPTIONS *} with the methods of the server. */
    void options(HttpServerRequest request, String allowed) {
        request.response()
                .setStatusCode(NO_CONTENT)
                .putHeader(HttpHeaders.ALLOW, allowed)
                .putHeader(DateHeader.NAME, date.value());
        if (phase.isStopping()) {
            endConnection(request);
        }
        end(request, noBody, false);
    }

    /** Answers what is no HTTP or exceeds the decoder's limits; Vert.x closes the connection after it. */
    void invalid(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        ProblemCode code = ProblemCode.MALFORMED_REQUEST;
        if (cause instanceof UnsupportedVersionException) {
            code = ProblemCode.VERSION_NOT_SUPPORTED;
        } else if (cause instanceof TooLongHttpLineException) {
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
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .putHeader(DateHeader.NAME, date.value());
        if (status == UNAVAILABLE) {
            response.putHeader(RETRY_AFTER, ONE_SECOND);
        }
        if (last || phase.isStopping()) {
            endConnection(request);
        }
        end(request, body, last);
    }

    private void end(HttpServerRequest request, Buffer body, boolean last) {
        HttpServerResponse response = request.response();
        Future<Void> sent;
        if (request.method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            sent = response.end();
        } else {
            sent = body == noBody ? response.end() : response.end(body);
        }
        if (request.version() == HttpVersion.HTTP_2) {
            streams.add(request, sent, body.length(), last);
        }
    }

    /** Closes the connection after the answer to this request, as its client wants. */
    void closeAfter(HttpServerRequest request) {
        endConnection(request, 2 * deadlineMillis);
    }

    private void endConnection(HttpServerRequest request) {
        endConnection(request, deadlineMillis);
    }

    private void endConnection(HttpServerRequest request, long millis) {
        HttpConnection connection = request.connection();
        boolean severalAtOnce = request.version() == HttpVersion.HTTP_2;
        if (!severalAtOnce) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            ending.add(connection);
            connection.closeHandler(closed -> ending.remove(connection));
        }
        if (!severalAtOnce || phase.isStopping()) {
            connection.shutdown(millis, TimeUnit.MILLISECONDS);
        }
    }

    /** Whether the last answer of its connection has been given: what was pipelined behind is not done (RFC 9112, 9.6). */
    boolean isTooLate(HttpServerRequest request) {
        return !ending.isEmpty() && ending.contains(request.connection());
    }
}
