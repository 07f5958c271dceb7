package dev.trackbus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final long LATE_MILLIS = 50;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void sendsAtItsRateAndCountsEveryAnswer() {
        Histogram times = OpenLoop.run(serve(request -> request.response().end()), 200, 1);

        assertThat(times.getTotalCount()).isEqualTo(200);
    }

    @Test
    void timesWhatTheServerKeepsBack() {
        Histogram times = OpenLoop.run(
                serve(request ->
                        vertx.setTimer(LATE_MILLIS, due -> request.response().end())),
                100,
                1);

        assertThat(times.getMinValue())
                .isGreaterThanOrEqualTo(Duration.ofMillis(LATE_MILLIS - 2).toNanos());
    }

    private URI serve(Handler<HttpServerRequest> handler) {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(handler)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/");
    }
}
