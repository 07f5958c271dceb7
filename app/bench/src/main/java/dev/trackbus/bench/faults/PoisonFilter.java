package dev.trackbus.bench.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Stands before Kinesis and calls every request invalid that holds a poisonous record; the others pass. */
final class PoisonFilter {
    private static final int INVALID = 400;

    private final HttpServer server;
    private final HttpClient client;
    private final int port;
    private final Buffer refusal;

    PoisonFilter(Vertx vertx, int kinesisPort) throws JsonProcessingException {
        this.client = vertx.createHttpClient();
        this.port = kinesisPort;
        this.refusal = Buffer.buffer(new CBORMapper()
                .writeValueAsBytes(Map.of("__type", "ValidationException", "message", "a record is invalid")));
        this.server = Await.result(vertx.createHttpServer()
                .requestHandler(call -> call.body().onSuccess(body -> called(call, body)))
                .listen(0, "127.0.0.1"));
    }

    int port() {
        return server.actualPort();
    }

    private void called(HttpServerRequest call, Buffer body) {
        if (body.toString(StandardCharsets.ISO_8859_1).contains(TrackedRequest.POISON)) {
            call.response()
                    .setStatusCode(INVALID)
                    .putHeader("Content-Type", call.getHeader("Content-Type"))
                    .end(refusal);
            return;
        }
        RequestOptions options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMethod(call.method())
                .setURI(call.uri());
        call.headers().remove("Host").forEach(options::putHeader);
        client.request(options)
                .compose(request -> request.send(body))
                .compose(answer -> answer.body().compose(said -> {
                    call.response().setStatusCode(answer.statusCode());
                    answer.headers().forEach(call.response()::putHeader);
                    return call.response().end(said);
                }))
                .onFailure(fault -> call.connection().close());
    }

    void close() {
        Await.result(Future.join(server.close(), client.close()));
    }
}
