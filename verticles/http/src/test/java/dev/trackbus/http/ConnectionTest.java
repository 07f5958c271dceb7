package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.PhaseChanged.Phase;
import dev.trackbus.bus.ValidationResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private final Service service = new Service();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() {
        service.cache = request -> {
            if (request.programId().equals("slow")) {
                return service.vertx.timer(50, TimeUnit.MILLISECONDS).map(ValidationResult.UNKNOWN_PROGRAM);
            }
            return Future.succeededFuture(new ValidationResult.Accepted(Service.PROGRAM));
        };
        try (RawConnection connection = service.connect()) {
            connection.send(Service.request("GET", "/event/slow", "") + Service.request("GET", "/event/212312", ""));

            assertThat(connection.read().status()).isEqualTo(404);
            assertThat(connection.read().status()).isEqualTo(200);
        }
    }

    @Test
    void closesWhereAClientOfHttp10AsksForNothingElse() {
        try (RawConnection connection = service.connect()) {
            connection.send("GET /event/212312 HTTP/1.0\r\n\r\n");

            assertThat(connection.read().status()).isEqualTo(200);
            assertThat(connection.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void changesToHttp2WhereAClientOfHttp11AsksForIt() {
        try (RawConnection connection = service.connect()) {
            connection.send(Service.request(
                    "GET",
                    "/event/212312",
                    "",
                    "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__"));

            Answer answer = connection.readWithoutBody();
            assertThat(answer.status()).isEqualTo(101);
            assertThat(answer.header("upgrade")).isEqualTo("h2c");
        }
    }

    @Test
    void speaksHttp2InClearText() {
        HttpClient client = http2();
        for (HttpMethod method : new HttpMethod[] {HttpMethod.GET, HttpMethod.POST, HttpMethod.HEAD}) {
            Answer answer = request(client, method, "/event/212312");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("cache-control")).isEqualTo("no-store");
            assertThat(answer.header("connection")).isNull();
            assertThat(answer.body().isEmpty()).isEqualTo(method == HttpMethod.HEAD);
        }
        assertThat(service.events).hasSize(3);
    }

    @Test
    void boundsTheUrlInHttp2Too() {
        Answer answer = request(http2(), HttpMethod.GET, "/event/212312?" + "a=1&".repeat(2_100));

        assertThat(answer.status()).isEqualTo(414);
        assertThat(answer.code()).isEqualTo("url-too-long");
    }

    @Test
    void tellsHttp2ClientsTheBoundOfTheHeaders() {
        HttpClient client = http2();
        request(client, HttpMethod.GET, "/event/212312");
        Future<HttpClientResponse> oversized = client.request(
                        HttpMethod.GET, service.port(), "127.0.0.1", "/event/212312")
                .compose(request -> request.putHeader("a", "a".repeat(17_000)).send());

        Awaitility.await().until(oversized::isComplete);
        assertThat(oversized.cause()).hasMessageContaining("16384");
        assertThat(service.events).hasSize(1);
    }

    @Test
    void sendsHttp2ClientsAwayWhileStoppingAndServesThem() {
        HttpClient client = http2();
        service.enter(Phase.STOPPING);
        Awaitility.await().until(() -> service.phase() == Phase.STOPPING);
        Promise<Void> closed = Promise.promise();
        int status = Service.await(client.request(HttpMethod.GET, service.port(), "127.0.0.1", "/event/212312")
                .compose(request -> {
                    request.connection().closeHandler(closed::tryComplete);
                    return request.send();
                })
                .map(HttpClientResponse::statusCode));

        assertThat(status).isEqualTo(200);
        Service.await(closed.future());
    }

    @Test
    void keepsAnHttp2ConnectionOnWhichABodyWasTooLarge() {
        HttpClient client = http2();
        Promise<Void> closed = Promise.promise();
        int status = Service.await(client.request(HttpMethod.POST, service.port(), "127.0.0.1", "/event/212312")
                .compose(request -> {
                    request.connection().closeHandler(closed::tryComplete);
                    return request.send(" ".repeat(Limits.BODY_BYTES + 1));
                })
                .map(HttpClientResponse::statusCode));
        Answer next = request(client, HttpMethod.GET, "/event/212312");

        assertThat(status).isEqualTo(413);
        assertThat(next.status()).isEqualTo(200);
        assertThat(closed.future().isComplete()).isFalse();
    }

    private HttpClient http2() {
        return service.vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
    }

    private Answer request(HttpClient client, HttpMethod method, String target) {
        return Service.await(client.request(method, service.port(), "127.0.0.1", target)
                .compose(HttpClientRequest::send)
                .compose(response -> {
                    assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
                    Map<String, String> headers = new HashMap<>();
                    response.headers().forEach(headers::put);
                    return response.body().map(body -> new Answer(response.statusCode(), headers, body.toString()));
                }));
    }
}
