package dev.trackbus.bench.faults;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection for each request. */
final class UnfinishedHttp1 implements UnfinishedRequests {

    private final Vertx vertx;
    private final NetClient client;
    private final int port;
    private final Buffer request;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile boolean closed;

    UnfinishedHttp1(Vertx vertx, int port, int count) {
        this.vertx = vertx;
        this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(2_000));
        this.port = port;
        this.request = Buffer.buffer("POST /event/212313 HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + DECLARED_BYTES + "\r\n\r\n")
                .appendBytes(new byte[SENT_BYTES]);
        for (int i = 0; i < count; i++) {
            vertx.setTimer(1 + i * 1_000L / BEGUN_A_SECOND, due -> begin());
        }
    }

    private void begin() {
        if (closed) {
            return;
        }
        client.connect(port, "127.0.0.1")
                .onSuccess(socket -> {
                    begun.incrementAndGet();
                    socket.handler(answer -> {}).exceptionHandler(fault -> {}).closeHandler(end -> {
                        ended.incrementAndGet();
                        again();
                    });
                    socket.write(request);
                })
                .onFailure(fault -> again());
    }

    private void again() {
        vertx.setTimer(AGAIN_MILLIS, due -> begin());
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
