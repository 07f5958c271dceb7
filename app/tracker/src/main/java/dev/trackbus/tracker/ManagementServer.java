package dev.trackbus.tracker;

import dev.trackbus.tracker.settings.TrackerConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Shows the meters in Prometheus' text format at {@code /metrics}, on a port that is not the public's. Event loop.
 *
 * <p>HTTP/1.1 alone: after an upgrade to HTTP/2 Java's client may never see the end of an answer above 16 KiB.
 */
final class ManagementServer {
    /** More than the minute that usually lies between two readings on a connection. */
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(90);

    private final Vertx vertx;
    private final PrometheusMeterRegistry meters;
    private final HttpServerOptions options;
    private HttpServer server;

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
        server = vertx.createHttpServer(options).requestHandler(this::answer);
        return server.listen(config.port(), config.host()).map(HttpServer::actualPort);
    }

    private void answer(HttpServerRequest request) {
        if (!request.path().equals("/metrics")) {
            request.response().setStatusCode(404).end();
            return;
        }
        vertx.executeBlocking(meters::scrape)
                .onSuccess(text -> request.response()
                        .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(text))
                .onFailure(fault -> request.response().setStatusCode(500).end());
    }

    Future<Void> close() {
        return server == null ? Future.succeededFuture() : server.close();
    }
}
