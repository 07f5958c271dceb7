package dev.trackbus.tracker;

import dev.trackbus.http.DateHeader;
import dev.trackbus.http.RequestTarget;
import dev.trackbus.tracker.settings.TrackerConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Management server: returns the meters in Prometheus' text format at {@code /metrics}, on its own port. Event loop.
 *
 * <p>HTTP/1.1 alone: after an upgrade to HTTP/2 Java's client may never see the end of an answer above 16 KiB.
 *
 * <p>Its memory is bounded: requests that come during a scrape share its text, and connections beyond
 * {@link #MAX_CONNECTIONS} are closed at once, since each may hold an answer that its client does not read.
 */
final class ManagementServer {
    static final int MAX_CONNECTIONS = 64;

    /** More than the minute that usually lies between two readings on a connection. */
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(90);

    private final Vertx vertx;
    private final PrometheusMeterRegistry meters;
    private final HttpServerOptions options;
    private final DateHeader date = new DateHeader(InstantSource.system());
    private HttpServer server;
    private Future<Buffer> scrape = Future.succeededFuture();
    private int connections;

    ManagementServer(Vertx vertx, PrometheusMeterRegistry meters) {
        this(vertx, meters, IDLE_TIMEOUT);
    }

    /** @param idleTimeout after which a connection is closed on which nothing moves: it holds a file descriptor */
    ManagementServer(Vertx vertx, PrometheusMeterRegistry meters, Duration idleTimeout) {
        this.vertx = vertx;
        this.meters = meters;
        this.options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout((int) idleTimeout.toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    Future<Integer> listen(TrackerConfig.Management config) {
        server = vertx.createHttpServer(options)
                .connectionHandler(this::connected)
                .requestHandler(this::answer);
        return server.listen(config.port(), config.host()).map(HttpServer::actualPort);
    }

    private void connected(HttpConnection connection) {
        connections++;
        connection.closeHandler(closed -> connections--);
        if (connections > MAX_CONNECTIONS) {
            connection.close();
        }
    }

    private void answer(HttpServerRequest request) {
        date.refresh();
        HttpServerResponse response = request.response().putHeader(DateHeader.NAME, date.value());
        if (!isForMetrics(request)) {
            response.setStatusCode(404).end();
            return;
        }
        text().onSuccess(text -> response.putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(text))
                .onFailure(fault -> response.setStatusCode(500).end());
    }

    private static boolean isForMetrics(HttpServerRequest request) {
        return RequestTarget.originForm(request)
                .map(HttpServerRequest::path)
                .orElse("")
                .equals("/metrics");
    }

    private Future<Buffer> text() {
        if (scrape.isComplete()) {
            scrape = vertx.executeBlocking(() -> Buffer.buffer(meters.scrape()));
        }
        return scrape;
    }

    Future<Void> close() {
        return server == null ? Future.succeededFuture() : server.close();
    }
}
