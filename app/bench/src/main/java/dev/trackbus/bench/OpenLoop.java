package dev.trackbus.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Sends requests at a steady rate whether answers come or not. An answer's time counts from when its request was due, not
 * from when it could be sent, so that a server that stalls is charged for all who would have waited.
 */
final class OpenLoop {
    private static final long TICK_MILLIS = 1;
    private static final int CONNECTIONS = 64;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final HttpClient client;
    private final URI url;
    private final int perSecond;
    private final Histogram answered = new Histogram(LONGEST_NANOS, 3);
    private final CompletableFuture<Histogram> end = new CompletableFuture<>();
    private final long start = System.nanoTime();
    private final long total;
    private long sent;
    private long ended;
    private Throwable fault;

    private OpenLoop(HttpClient client, URI url, int perSecond, int seconds) {
        this.client = client;
        this.url = url;
        this.perSecond = perSecond;
        this.total = (long) perSecond * seconds;
    }

    /**
     * Runs on an event loop of its own. Blocks.
     *
     * @return the times of all answers in nanoseconds; throws where a request got none
     */
    static Histogram run(URI url, int perSecond, int seconds) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            HttpClient client = vertx.createHttpClient(
                    new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(-1));
            OpenLoop loop = new OpenLoop(client, url, perSecond, seconds);
            vertx.runOnContext(now -> vertx.setPeriodic(TICK_MILLIS, tick -> loop.tick()));
            return loop.end.orTimeout(seconds + 60L, TimeUnit.SECONDS).join();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void tick() {
        long due = Math.min(total, (System.nanoTime() - start) * perSecond / TimeUnit.SECONDS.toNanos(1));
        while (sent < due) {
            send(start + sent++ * TimeUnit.SECONDS.toNanos(1) / perSecond);
        }
    }

    private void send(long dueAt) {
        client.request(HttpMethod.GET, url.getPort(), url.getHost(), url.getPath())
                .compose(HttpClientRequest::send)
                .compose(HttpClientResponse::body)
                .onComplete(answer -> {
                    answered.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - dueAt));
                    fault = answer.failed() ? answer.cause() : fault;
                    ended++;
                    finish();
                });
    }

    private void finish() {
        if (ended == total && fault == null) {
            end.complete(answered);
        } else if (ended == total) {
            end.completeExceptionally(fault);
        }
    }
}
