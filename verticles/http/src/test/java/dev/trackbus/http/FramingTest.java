package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What two readers of the same bytes might take for different requests gets one answer, or one request's. */
class FramingTest {
    private static final String GET = "GET /event/212312 HTTP/1.1\r\nHost: t\r\n";
    private static final String POST = "POST /event/212312 HTTP/1.1\r\nHost: t\r\n";
    private static final String NEXT = "GET /event/smuggled HTTP/1.1\r\nHost: t\r\n\r\n";

    private final Service service = new Service();

    @AfterEach
    void close() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                POST + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                POST + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
                POST + "Content-Length: 4, 5\r\n\r\nabcde",
                POST + "Content-Length: +4\r\n\r\nabcd",
                POST + "Content-Length: -1\r\n\r\n",
                POST + "Content-Length: 0x4\r\n\r\nabcd",
                POST + "Content-Length : 4\r\n\r\nabcd",
                POST + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "GET /event/212312 HTTP/1.1\r\n\r\n",
                GET + "Host: t\r\n\r\n",
                GET + "host: another\r\n\r\n",
                GET + "HOST:\r\n\r\n",
                GET + "X: y\r\nUser-Agent: z\r\nHost: another\r\n\r\n",
                "GET /event/212312 HTTP/1.0\r\nHost: t\r\nHost: another\r\n\r\n",
                GET + "X\r\n\r\n",
                GET + "X: a\0b\r\n\r\n",
                GET + "X: a\rb\r\n\r\n",
                GET + "User-Agent: \1\r\n\r\n",
                GET + "User-Agent: \177\r\n\r\n",
                "GET /event/212312\r\n\r\n",
                "GET /event/212 312 HTTP/1.1\r\nHost: t\r\n\r\n",
                "GET /event/212312?a=\1 HTTP/1.1\r\nHost: t\r\n\r\n",
                "G\0T /event/212312 HTTP/1.1\r\nHost: t\r\n\r\n",
                "GET /event/212312 HTTP/1.1\nHost: t\n\n",
                "\0\1\2\3\r\n\r\n"
            })
    void answersWhatIsNoHttpOnceAndCloses(String request) {
        try (RawConnection connection = service.connect()) {
            Answer answer = connection.send(request + NEXT).read();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("malformed-request");
            assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(connection.isClosedByPeer()).isTrue();
        }
        assertThat(service.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "2\r\n{}x\r\n0\r\n\r\n", "2\n{}\n0\n\n"})
    void closesWithoutAnAnswerWhereTheChunksAreBroken(String chunks) {
        try (RawConnection connection = service.connect()) {
            connection.send(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunks + NEXT);

            assertThat(connection.isClosedByPeer()).isTrue();
        }
        assertThat(service.events).isEmpty();
        service.awaitInFlight(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a b", "a:b", "a@b"})
    void answersAHostThatIsNoneWith400(String host) {
        try (RawConnection connection = service.connect()) {
            Answer answer = connection
                    .send("GET /event/212312 HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                    .read();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("malformed-request");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GET + "User-Agent: a\r\n b\r\n\r\n",
                GET + "User-Agent: a b\r\n\r\n",
                "GET  /event/212312 HTTP/1.1\r\nHost: t\r\nUser-Agent: a b\r\n\r\n",
                "GET http://t/event/212312 HTTP/1.1\r\nHost: t\r\nUser-Agent: a b\r\n\r\n"
            })
    void takesOldSpellingsForTheUsualOne(String request) {
        try (RawConnection connection = service.connect()) {
            Answer answer = connection.send(request).read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().getString("userAgent")).isEqualTo("a b");
        }
    }

    @Test
    void refusesBytesOfAUrlThatAreNotAscii() {
        assertThat(service.get("/event/212312?a=\351").code()).isEqualTo("malformed-encoding");
        assertThat(service.get("/event/212\351").code()).isEqualTo("invalid-program-id");
    }
}
