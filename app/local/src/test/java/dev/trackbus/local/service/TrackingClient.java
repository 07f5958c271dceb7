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

/** HTTP client of a server on this machine. Thread-safe. */
final class TrackingClient {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int STREAMS = 100;

    private final HttpClient http;
    private final int port;

    private TrackingClient(HttpClient http, int port) {
        this.http = http;
        this.port = port;
    }

    /** Returns an HTTP/1.1 client with one request at a time per connection. */
    static TrackingClient of(Vertx vertx, int port, int connections) {
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(-1);
        return new TrackingClient(vertx.createHttpClient(new HttpClientOptions(), pool), port);
    }

    /** Returns an HTTP/2 client (prior knowledge) with 100 concurrent requests per connection. */
    static TrackingClient multiplexing(Vertx vertx, int port, int connections) {
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MultiplexingLimit(STREAMS);
        PoolOptions pool = new PoolOptions().setHttp2MaxSize(connections).setMaxWaitQueueSize(-1);
        return new TrackingClient(vertx.createHttpClient(options, pool), port);
    }

    /** Opens a request without sending it. */
    Future<HttpClientRequest> open(Request call) {
        RequestOptions options = new RequestOptions()
                .setMethod(call.method())
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(call.target());
        call.headers().forEach(options::addHeader);
        return http.request(options);
    }

    /** Sends a request. Fails if the connection closes before the response is complete. */
    Future<Response> sendAsync(Request call) {
        return open(call).compose(request -> (call.body().isEmpty() ? request.send() : request.send(call.body()))
                .compose(TrackingClient::readBody));
    }

    /** Reads the response. Must be called on its thread, because data that arrived before is lost. */
    static Future<Response> readBody(HttpClientResponse response) {
        return response.body().map(body -> new Response(response.statusCode(), response.headers(), body.toString()));
    }

    Response send(Request call) {
        return await(sendAsync(call));
    }

    Response get(String target) {
        return send(Request.get(target));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
