package dev.trackbus.tracker;

import dev.trackbus.tracker.settings.TrackerConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/** Shows the meters in Prometheus' text format at {@code /metrics}, on a port that is not the public's. Event loop. */
final class ManagementServer {
    private final Vertx vertx;
    private final PrometheusMeterRegistry meters;
    private HttpServer server;

    ManagementServer(Vertx vertx, PrometheusMeterRegistry meters) {
        this.vertx = vertx;
        this.meters = meters;
    }

    Future<Integer> listen(TrackerConfig.Management config) {
        server = vertx.createHttpServer().requestHandler(this::answer);
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
