package dev.trackbus.local.service;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client of a server on this machine. Usable from any thread. */
final class Client {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int STREAMS = 100;

    private final HttpClient http;
    private final int port;

    private Client(HttpClient http, int port) {
        this.http = http;
        this.port = port;
    }

    /** HTTP/1.1, a request at a time on each connection. */
    static Client of(Vertx vertx, int port, int connections) {
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(-1);
        return new Client(vertx.createHttpClient(new HttpClientOptions(), pool), port);
    }

    /** HTTP/2 from the first byte on, 100 requests at a time on each connection. */
    static Client multiplexing(Vertx vertx, int port, int connections) {
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MultiplexingLimit(STREAMS);
        PoolOptions pool = new PoolOptions().setHttp2MaxSize(connections).setMaxWaitQueueSize(-1);
        return new Client(vertx.createHttpClient(options, pool), port);
    }

    /** A request that is not sent yet. */
    Future<HttpClientRequest> open(Call call) {
        RequestOptions options = new RequestOptions()
                .setMethod(call.method())
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(call.target());
        call.headers().forEach(options::addHeader);
        return http.request(options);
    }

    /** Fails where the connection ends before the answer does. */
    Future<Answer> ask(Call call) {
        return open(call).compose(request -> (call.body().isEmpty() ? request.send() : request.send(call.body()))
                .compose(Client::answer));
    }

    /** To be asked on the response's own thread: what has arrived before is lost. */
    static Future<Answer> answer(HttpClientResponse response) {
        return response.body().map(body -> new Answer(response.statusCode(), response.headers(), body.toString()));
    }

    Answer send(Call call) {
        return await(ask(call));
    }

    Answer get(String target) {
        return send(Call.get(target));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
