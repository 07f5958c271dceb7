package dev.trackbus.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final long LATE_MILLIS = 50;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger connections = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void sendsAtItsRateAndCountsEveryAnswer() throws IOException {
        try (OpenLoop loop = new OpenLoop(serve(request -> request.response().end("here")), 4)) {
            Served served = loop.run(200, 1);

            assertThat(served.times().getTotalCount()).isEqualTo(200);
            assertThat(served.refused()).isZero();
        }
    }

    @Test
    void timesWhatTheServerKeepsBack() throws IOException {
        URI late = serve(
                request -> vertx.setTimer(LATE_MILLIS, due -> request.response().end()));
        try (OpenLoop loop = new OpenLoop(late, 64)) {
            assertThat(loop.run(100, 1).times().getMinValue())
                    .isGreaterThanOrEqualTo(Duration.ofMillis(LATE_MILLIS - 2).toNanos());
        }
    }

    @Test
    void chargesTheWaitForAConnectionToTheServer() throws IOException {
        URI late = serve(
                request -> vertx.setTimer(LATE_MILLIS, due -> request.response().end()));
        try (OpenLoop loop = new OpenLoop(late, 1)) {
            assertThat(loop.run(40, 1).times().getMaxValue())
                    .isGreaterThan(Duration.ofMillis(10 * LATE_MILLIS).toNanos());
        }
    }

    @Test
    void countsWhatIsRefused() throws IOException {
        URI refusing = serve(request -> request.response()
                .setStatusCode(request.path().equals("/wanted") && "a=1".equals(request.query()) ? 503 : 200)
                .end("a body of some length"));
        try (OpenLoop loop = new OpenLoop(refusing.resolve("/wanted?a=1"), 4)) {
            assertThat(loop.run(100, 1).refused()).isEqualTo(100);
        }
    }

    @Test
    void keepsItsConnectionsFromRunToRun() throws IOException {
        try (OpenLoop loop = new OpenLoop(serve(request -> request.response().end()), 4)) {
            loop.run(50, 1);
            loop.run(50, 1);
        }
        assertThat(connections).hasValue(4);
    }

    @Test
    void doesNotTakeAConnectionThatWasClosedForAnAnswer() throws IOException {
        try (OpenLoop loop = new OpenLoop(serve(request -> request.connection().close()), 4)) {
            assertThatIOException().isThrownBy(() -> loop.run(50, 1)).withMessageContaining("closed a connection");
        }
    }

    private URI serve(Handler<HttpServerRequest> handler) {
        HttpServer server = vertx.createHttpServer()
                .connectionHandler(opened -> connections.incrementAndGet())
                .requestHandler(handler)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/");
    }
}
