package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
    private static final String JSON = "Content-Type: application/json";

    private final Service service = new Service();

    @AfterEach
    void close() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "text/plain", "text/plain;charset=UTF-8", "Application/JSON ; charset=utf-8"
            })
    void takesTheParametersOfAJsonBody(String type) {
        Answer answer = service.post("/event/212312", "{\"a\":\"b\",\"n\":1.50,\"t\":true}", "Content-Type: " + type);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(service.event().request().parameters()).hasToString("{\"a\":\"b\",\"n\":\"1.50\",\"t\":\"true\"}");
    }

    @Test
    void letsTheBodyWinOverTheQuery() {
        service.post("/event/212312?a=query&b=query", "{\"a\":\"body\"}", JSON);

        assertThat(service.event().request().parameters()).hasToString("{\"a\":\"body\",\"b\":\"query\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 0", "Accept: */*", "Transfer-Encoding: chunked\r\n\r\n0"})
    void takesAPostWithoutBodyAndType(String header) {
        Answer answer = service.post("/event/212312?a=b", "", header);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(service.event().request().parameters()).hasToString("{\"a\":\"b\"}");
    }

    @Test
    void refusesACodingOfTheBodyThatItDoesNotUndo() {
        try (RawConnection connection = service.connect()) {
            connection.send("POST /event/212312 HTTP/1.1\r\nHost: t\r\n" + JSON
                    + "\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
            Answer answer = connection.read();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.field()).isEqualTo("Transfer-Encoding");
        }
    }

    @Test
    void expectsNothingThatItDoesNotKnow() {
        assertThat(service.post("/event/212312", "{}", JSON + "\r\nExpect: miracles")
                        .code())
                .isEqualTo("expectation-failed");
    }

    @Test
    void takesABodyInChunks() {
        try (RawConnection connection = service.connect()) {
            connection
                    .send("POST /event/212312 HTTP/1.1\r\nHost: t\r\n" + JSON
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .send("5\r\n{\"a\":\r\n")
                    .send("4\r\n\"b\"}\r\n0\r\n\r\n");

            assertThat(connection.read().status()).isEqualTo(200);
        }
        assertThat(service.event().request().parameters()).hasToString("{\"a\":\"b\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: application/jsonp",
                "Content-Type:",
                "Accept: */*"
            })
    void refusesABodyOfAnotherType(String header) {
        Answer answer = service.post("/event/212312", "{}", header);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("unsupported-media-type");
        assertThat(answer.field()).isEqualTo("Content-Type");
        assertThat(service.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "deflate", "gzip, identity", "identity\r\nContent-Encoding: gzip"})
    void returns415ForAnEncodedBody(String encoding) {
        Answer answer = service.post("/event/212312", "{}", JSON + "\r\nContent-Encoding: " + encoding);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("unsupported-content-encoding");
        assertThat(answer.field()).isEqualTo("Content-Encoding");
        assertThat(answer.header("accept-encoding")).isEqualTo("identity");
        assertThat(service.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity", ""})
    void readsABodyThatIsNotEncoded(String encoding) {
        service.post("/event/212312", "{\"a\":1}", JSON + "\r\nContent-Encoding: " + encoding);

        assertThat(service.event().request().parameters()).hasToString("{\"a\":\"1\"}");
    }

    @Test
    void ignoresTheBodyOfAGet() {
        Answer answer = service.send("GET", "/event/212312?a=b", "{\"a\":\"c\"}", JSON);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(service.event().request().parameters()).hasToString("{\"a\":\"b\"}");
    }

    @Test
    void answersBrokenJsonWith400AndKeepsTheConnection() {
        try (RawConnection connection = service.connect()) {
            connection.send(Service.request("POST", "/event/212312", "{\"a\":[1]}", JSON));
            Answer broken = connection.read();
            connection.send(Service.request("POST", "/event/212312", "{\"a\":1}", JSON));

            assertThat(broken.status()).isEqualTo(400);
            assertThat(broken.code()).isEqualTo("malformed-json");
            assertThat(broken.field()).isEqualTo("a");
            assertThat(connection.read().status()).isEqualTo(200);
        }
    }

    @Test
    void takesABodyAtTheBound() {
        String body = "{\"a\":1}" + " ".repeat(65_536 - 7);

        assertThat(service.post("/event/212312", body, JSON).status()).isEqualTo(200);
    }

    @Test
    void refusesABodyBeyondTheBoundBeforeItIsSent() {
        try (RawConnection connection = service.connect()) {
            connection.send("POST /event/212312 HTTP/1.1\r\nHost: t\r\nContent-Length: 65537\r\n"
                    + "Expect: 100-continue\r\n\r\n");
            Answer answer = connection.read();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.code()).isEqualTo("body-too-large");
            assertThat(answer.field()).isEqualTo("body");
            assertThat(answer.header("connection")).isEqualTo("close");
        }
    }

    @Test
    void refusesAChunkedBodyBeyondTheBoundAndCloses() {
        try (RawConnection connection = service.connect()) {
            connection.send("POST /event/212312 HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 17; i++) {
                connection.send("1000\r\n" + " ".repeat(4_096) + "\r\n");
            }
            Answer answer = connection.read();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(connection.isClosedByPeer()).isTrue();
        }
        assertThat(service.events).isEmpty();
    }

    @Test
    void asksForABodyThatTheClientHoldsBack() {
        try (RawConnection connection = service.connect()) {
            connection.send("POST /event/212312 HTTP/1.1\r\nHost: t\r\n" + JSON
                    + "\r\nContent-Length: 7\r\nExpect: 100-continue\r\n\r\n");
            assertThat(connection.readWithoutBody().status()).isEqualTo(100);
            connection.send("{\"a\":1}");

            assertThat(connection.read().status()).isEqualTo(200);
        }
    }

    @Test
    void returns408WhenTheBodyIsTooSlowAndCloses() {
        try (RawConnection connection = service.connect()) {
            connection.send("POST /event/212312 HTTP/1.1\r\nHost: t\r\nContent-Length: 7\r\n\r\n{");
            long start = System.nanoTime();
            Answer answer = connection.read();

            assertThat((System.nanoTime() - start) / 1_000_000L).isBetween(900L, 2_500L);
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.code()).isEqualTo("request-timeout");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(answer.header("retry-after")).isNull();
            assertThat(connection.isClosedByPeer()).isTrue();
        }
        assertThat(service.events).isEmpty();
        assertThat(service.count("trackbus.http.requests", "outcome", "slow_client", "reason", "request-timeout"))
                .isEqualTo(1);
    }

    @Test
    void forgetsAClientThatBreaksOff() {
        try (RawConnection connection = service.connect()) {
            connection.send("POST /event/212312 HTTP/1.1\r\nHost: t\r\nContent-Length: 7\r\n\r\n{");
            service.awaitInFlight(1);
        }
        service.awaitInFlight(0);

        assertThat(service.count("trackbus.http.requests", "outcome", "abandoned"))
                .isEqualTo(1);
        assertThat(service.events).isEmpty();
    }
}
