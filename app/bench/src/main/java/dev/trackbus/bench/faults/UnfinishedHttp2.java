package dev.trackbus.bench.faults;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.atomic.AtomicInteger;

/** A hundred streams on each connection. An answered stream is left open until the service resets it. */
final class UnfinishedHttp2 implements UnfinishedRequests {
    private static final int STREAMS = 100;

    private final Context context;
    private final HttpClient client;
    private final RequestOptions options;
    private final Buffer body = Buffer.buffer(new byte[SENT_BYTES]);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile boolean closed;

    UnfinishedHttp2(Vertx vertx, int port, int count) {
        this.context = vertx.getOrCreateContext();
        context.exceptionHandler(responseAfterReset -> {});
        this.client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false)
                        .setHttp2MultiplexingLimit(STREAMS))
                .with(new PoolOptions()
                        .setHttp2MaxSize(Math.max(1, count / STREAMS))
                        .setMaxWaitQueueSize(count))
                .withConnectHandler(connection -> connection.exceptionHandler(fault -> {}))
                .build();
        this.options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMethod(HttpMethod.POST)
                .setURI("/event/212313")
                .putHeader("Content-Type", "application/json")
                .putHeader("Content-Length", Integer.toString(DECLARED_BYTES));
        for (int i = 0; i < count; i++) {
            later(1 + i * 1_000L / BEGUN_A_SECOND);
        }
    }

    private void begin() {
        if (!closed) {
            client.request(options).onSuccess(this::send).onFailure(fault -> again());
        }
    }

    private void send(HttpClientRequest request) {
        begun.incrementAndGet();
        AtomicInteger ends = new AtomicInteger();
        request.exceptionHandler(fault -> end(ends));
        request.response()
                .onSuccess(answer -> answer.exceptionHandler(fault -> end(ends)).handler(part -> {}));
        request.write(body).onFailure(fault -> end(ends));
    }

    /** However often a stream's end is told, it counts once. */
    private void end(AtomicInteger ends) {
        if (ends.incrementAndGet() == 1) {
            ended.incrementAndGet();
            again();
        }
    }

    private void again() {
        later(AGAIN_MILLIS);
    }

    private void later(long millis) {
        context.owner().setTimer(millis, due -> context.runOnContext(now -> begin()));
    }

    @Override
    public int begun() {
        return begun.get();
    }

    @Override
    public int ended() {
        return ended.get();
    }

    @Override
    public void close() {
        closed = true;
        Await.result(client.close());
    }
}
