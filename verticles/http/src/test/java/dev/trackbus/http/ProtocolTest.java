package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 9110 and RFC 9112 ask of a server beside framing. */
class ProtocolTest {
    private static final String HOST = "Host: t\r\n";
    private static final String JSON = "Content-Type: application/json\r\nContent-Length: 7\r\n";
    private static final String UPGRADE =
            "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n";

    private final Service service = new Service();

    @AfterEach
    void close() {
        service.close();
    }

    private Answer ask(String request) {
        try (RawConnection connection = service.connect()) {
            return connection.send(request).read();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /event/212312 HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /event/%zz HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /health/live HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /health/ready HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /nothing HTTP/1.1\r\n" + HOST + "\r\n",
                "PUT /event/212312 HTTP/1.1\r\n" + HOST + "\r\n",
                "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /event/212312 HTTP/1.1\r\n\r\n",
                "GET /event/212312 HTTP/3.0\r\n" + HOST + "\r\n",
                "no HTTP\r\n\r\n"
            })
    void everyAnswerHasADate(String request) {
        assertThat(ask(request).header("date")).isEqualTo("Fri, 15 Jan 2027 08:00:00 GMT");
    }

    @Test
    void theDateFollowsTheClock() {
        service.clock.move(Duration.ofSeconds(61));

        Awaitility.await()
                .untilAsserted(() -> assertThat(service.get("/event/212312").header("date"))
                        .isEqualTo("Fri, 15 Jan 2027 08:01:01 GMT"));
    }

    @Test
    void anExpectedContinueComesBeforeAnyUpgrade() {
        try (RawConnection connection = service.connect()) {
            connection.send("POST /event/212312 HTTP/1.1\r\n" + HOST + UPGRADE + JSON + "Expect: 100-continue\r\n\r\n");
            assertThat(connection.readWithoutBody().status()).isEqualTo(100);
            connection.send("{\"a\":1}");

            assertThat(connection.read().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {UPGRADE, "Expect: 100-continue\r\n"})
    void anHttp10ClientGetsNo1xx(String headers) {
        assertThat(ask("POST /event/212312 HTTP/1.0\r\n" + HOST + headers + JSON + "\r\n{\"a\":1}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Upgrade: h2c\r\n",
                "Upgrade: h2c\r\nConnection: Upgrade\r\n",
                "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: ?\r\n",
                "Upgrade: websocket\r\nConnection: Upgrade\r\n"
            })
    void anUpgradeThatCannotBeMadeIsIgnored(String headers) {
        assertThat(ask("GET /event/212312 HTTP/1.1\r\n" + HOST + headers + "\r\n")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TE, close", "close, TE", "te ,CLOSE", "keep-alive, close"})
    void closesWhereCloseIsOneOfTheOptions(String options) {
        try (RawConnection connection = service.connect()) {
            connection.send(Service.request("GET", "/event/212312", "", "Connection: " + options));
            Answer answer = connection.read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(connection.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void keepsTheConnectionWhereCloseIsOnlyPartOfAnOption() {
        try (RawConnection connection = service.connect()) {
            for (int i = 0; i < 2; i++) {
                connection.send(Service.request("GET", "/event/212312", "", "Connection: closed, TE"));
                assertThat(connection.read().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void servesAHigherMinorVersionAsHttp11() {
        try (RawConnection connection = service.connect()) {
            for (int i = 0; i < 2; i++) {
                connection.send("GET /event/212312 HTTP/1.2\r\n" + HOST + "\r\n");
                assertThat(connection.read().status()).isEqualTo(200);
            }
        }
        assertThat(ask("GET /event/212312 HTTP/1.2\r\n\r\n").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/0.9", "HTTP/2.0", "HTTP/9.9"})
    void answers505ToAnotherMajorVersion(String version) {
        try (RawConnection connection = service.connect()) {
            connection.send("GET /event/212312 " + version + "\r\n" + HOST + "\r\n");
            Answer answer = connection.read();

            assertThat(answer.status()).isEqualTo(505);
            assertThat(answer.code()).isEqualTo("version-not-supported");
            assertThat(connection.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void answersOptionsOfTheServer() {
        Answer answer = ask("OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("allow")).isEqualTo("GET, HEAD, POST");
        assertThat(ask("GET * HTTP/1.1\r\n" + HOST + "\r\n").status()).isEqualTo(400);
    }

    @Test
    void answers405ToConnectAndCloses() {
        try (RawConnection connection = service.connect()) {
            connection.send("CONNECT t:80 HTTP/1.1\r\n" + HOST + "\r\nno HTTP any more");
            Answer answer = connection.read();

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("allow")).isEqualTo("GET, HEAD, POST");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(connection.isClosedByPeer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://t/event/212312?x=1",
                "HTTP://t:80/event/212312?x=1",
                "https://t/event/212312?x=1",
                "http://[::1]/event/212312?x=1"
            })
    void takesThePathOfATargetInAbsoluteForm(String target) {
        assertThat(service.get(target).status()).isEqualTo(200);
        assertThat(service.event().request().programId()).isEqualTo("212312");
        assertThat(service.event().request().parameters()).hasToString("{\"x\":\"1\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://t?x=/event/212312", "http://t", "http://t?http://t/event/212312"})
    void takesNoPathFromAQueryOfATargetInAbsoluteForm(String target) {
        assertThat(service.get(target).code()).isEqualTo("unknown-path");
        assertThat(service.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event/212312",
                "ftp://t/event/212312",
                "http:///event/212312",
                "http://a@b/event/212312",
                "t:80",
                "?x=/event/212312",
                "x?://t/event/212312"
            })
    void answers400ToATargetOfNoForm(String target) {
        assertThat(service.get(target).code()).isEqualTo("malformed-request");
        assertThat(service.events).isEmpty();
    }

    @Test
    void answersHealthInAbsoluteForm() {
        assertThat(service.get("http://t/health/live").status()).isEqualTo(200);
    }
}
