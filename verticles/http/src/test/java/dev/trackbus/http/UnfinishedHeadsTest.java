package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Heads whose end is missing are bounded in memory, on all connections together. */
class UnfinishedHeadsTest {
    private static final int BYTES = 100_000;
    private static final String HEAD = "GET /event/212312 HTTP/1.1\r\nHost: t\r\n";
    private static final String TINY_FIELDS = "a:\r\n".repeat(500);

    private final Service service = new Service(new UnfinishedHeads(BYTES));

    @AfterEach
    void close() {
        service.close();
    }

    private double held() {
        return service.meters.get("trackbus.http.unfinished.heads").gauge().value();
    }

    private void awaitHeld(int bytes) {
        service.awaitGauge("trackbus.http.unfinished.heads", bytes);
    }

    @Test
    void closesConnectionsWhoseHeadsTakeTooMuch() {
        try (RawConnection first = service.connect().send(HEAD + TINY_FIELDS);
                RawConnection second = service.connect().send(HEAD + TINY_FIELDS)) {
            assertThat(second.isClosedByPeer()).isTrue();
            assertThat(service.count("trackbus.http.connections.unfinished")).isEqualTo(1);
            assertThat(held()).isBetween(50_000.0, 60_000.0);
            assertThat(service.get("/event/212312").status()).isEqualTo(200);

            assertThat(first.send("\r\n").read().status()).isEqualTo(200);
            assertThat(held()).isLessThan(1_000);
        }
    }

    @Test
    void releasesTheMemoryOfAConnectionThatIsGone() {
        try (RawConnection connection = service.connect()) {
            connection.send(HEAD);
            awaitHeld(2 * (HEAD.length() - 1) + 2 * RequestHead.FIELD_BYTES);
        }
        awaitHeld(0);
    }

    @Test
    void countsNoBody() {
        try (RawConnection connection = service.connect()) {
            connection.send("POST /event/212312 HTTP/1.1\r\nHost: t\r\nContent-Length: 50000\r\n\r\n");
            for (int i = 0; i < 5; i++) {
                connection.send("\n".repeat(10_000));
            }

            assertThat(connection.read().status()).isEqualTo(415);
        }
        awaitHeld(0);
    }

    @Test
    void takesAHeadByteByByte() {
        try (RawConnection connection = service.connect()) {
            for (int turn = 0; turn < 2; turn++) {
                for (char each : ("POST /event/212312 HTTP/1.1\r\nHost: t\r\n\r\n").toCharArray()) {
                    connection.send(String.valueOf(each));
                }
                assertThat(connection.read().status()).isEqualTo(200);
            }
        }
        awaitHeld(0);
    }

    @Test
    void countsTheHeadBehindARequestOfTheSamePiece() {
        try (RawConnection connection = service.connect().send(HEAD + "\r\n" + HEAD + TINY_FIELDS)) {
            assertThat(connection.read().status()).isEqualTo(200);

            assertThat(held()).isGreaterThan(50_000);
        }
        awaitHeld(0);
    }

    @Test
    void anIdleConnectionHoldsNothing() {
        String post = Service.request("POST", "/event/212312", "{\"a\":\"b\"}", "Content-Type: text/plain");
        try (RawConnection connection = service.connect()) {
            connection.send(post);
            assertThat(connection.read().status()).isEqualTo(200);
            awaitHeld(0);

            connection.send(post.substring(0, 30));
            awaitHeld(2 * 30 + RequestHead.FIELD_BYTES);
            connection.send(post.substring(30));
            assertThat(connection.read().status()).isEqualTo(200);
            awaitHeld(0);
        }
        assertThat(service.count("trackbus.http.connections.unfinished")).isZero();
    }

    @Test
    void countsNothingOfAConnectionUpgradedToHttp2() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/event/212312"))
                .build();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(held()).isZero();
        }
    }
}
