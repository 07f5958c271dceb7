package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

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
}
