package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bodies of all connections together are bounded in bytes, and nothing of them stays after the answer. */
class BodyMemoryTest {
    private static final int BYTES = 100_000;
    private static final byte[] PART = " ".repeat(16_000).getBytes();
    private static final byte[] NO_WINDOW = {0, 4, 0, 0, 0, 0};
    private static final String[] POST = RawHttp2.valid("POST", "/event/212312", "content-type", "application/json");

    private final Service service = new Service(new MemoryLimits(BYTES, BYTES, BYTES));

    @AfterEach
    void close() {
        service.close();
    }

    private RawConnection unfinished(int bytes) {
        return service.connect()
                .send("POST /event/212312 HTTP/1.1\r\nHost: t\r\nContent-Length: 65536\r\n\r\n" + " ".repeat(bytes));
    }

    private void awaitHeld(int bytes) {
        service.awaitGauge("trackbus.http.body", bytes);
    }

    @Test
    void returns503WhenBodiesTakeTooManyBytes() {
        try (RawConnection first = unfinished(60_000)) {
            awaitHeld(60_000);
            try (RawConnection second = unfinished(60_000)) {
                Answer answer = second.read();

                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.code()).isEqualTo("too-many-body-bytes");
                assertThat(answer.header("retry-after")).isEqualTo("1");
                assertThat(answer.header("connection")).isEqualTo("close");
            }
            assertThat(service.get("/event/212312").status()).isEqualTo(200);
            assertThat(first.read().status()).isEqualTo(408);
        }
        awaitHeld(0);
        assertThat(service.post("/event/212312", " ".repeat(60_000), "Content-Type: application/json")
                        .code())
                .isEqualTo("malformed-json");
        awaitHeld(0);
    }

    @Test
    void releasesTheBytesOfAClientThatIsGone() {
        RawConnection connection = unfinished(60_000);
        awaitHeld(60_000);
        connection.close();
        awaitHeld(0);
    }

    @Test
    void resetsAnHttp2StreamAfter408AndKeepsNothingOfIt() {
        try (RawHttp2 client = new RawHttp2(service.port())) {
            client.requestWithBody(1, POST).frame(RawHttp2.DATA, 0, 1, PART);
            awaitHeld(PART.length);
            Answer answer = client.readAnswer(1);
            RawHttp2.Frame reset = client.read(1);

            assertThat(answer.status()).isEqualTo(408);
            assertThat(reset.type()).isEqualTo(RawHttp2.RST_STREAM);
            assertThat(reset.code()).isEqualTo(RawHttp2.NO_ERROR);
            awaitHeld(0);
            client.request(3, RawHttp2.valid("GET", "/event/212312"));
            assertThat(client.readAnswer(3).status()).isEqualTo(200);
        }
    }

    @Test
    void releasesTheBytesOfAStreamThatItsClientResets() {
        try (RawHttp2 client = new RawHttp2(service.port())) {
            client.requestWithBody(1, POST).frame(RawHttp2.DATA, 0, 1, PART);
            awaitHeld(PART.length);
            client.frame(RawHttp2.RST_STREAM, 0, 1, (byte) 0, (byte) 0, (byte) 0, (byte) 8);
            awaitHeld(0);
        }
        assertThat(service.count("trackbus.http.requests", "outcome", "abandoned"))
                .isEqualTo(1);
    }

    @Test
    void resetsAStreamWhoseAnswerIsNotReadInTime() {
        try (RawHttp2 client = new RawHttp2(service.port(), NO_WINDOW)) {
            client.request(1, RawHttp2.valid("GET", "/event/212312"));
            Awaitility.await().until(() -> service.count("trackbus.http.requests", "outcome", "accepted") == 1);
            service.leapNanos = Duration.ofSeconds(6).toNanos();

            assertThat(client.await(RawHttp2.RST_STREAM, 1).code()).isEqualTo(8);
        }
    }

    @Test
    void resetsStreamsWhoseUnreadAnswersTakeTooManyBytes() {
        int streams = 2 * BYTES / RequestHead.HTTP2_BYTES;
        try (RawHttp2 client = new RawHttp2(service.port(), NO_WINDOW)) {
            for (int i = 0; i < streams; i++) {
                client.request(2 * i + 1, RawHttp2.valid("GET", "/event/212312"));
            }

            assertThat(client.await(RawHttp2.RST_STREAM, 2 * streams - 1).code())
                    .isEqualTo(8);
        }
        assertThat(service.get("/event/212312").status()).isEqualTo(200);
    }

    @Test
    void returns503WhenHeadsInFlightTakeTooManyBytes() {
        service.cache = request -> Service.never();
        String large = Service.request("GET", "/event/212312", "", "A: " + "a".repeat(15_000));
        RawConnection[] clients = new RawConnection[BYTES / 15_000 + 1];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = service.connect().send(large);
        }
        service.awaitInFlight(clients.length);

        assertThat(service.get("/event/212312").code()).isEqualTo("too-many-in-flight");
        for (RawConnection each : clients) {
            each.close();
        }
    }
}
