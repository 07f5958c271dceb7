package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    private static final String START = "/event/212312?";

    private final Service service = new Service(
            new HttpConfig("127.0.0.1", 0, Duration.ofMillis(300), 10, Duration.ZERO), RefusedRates.USUAL.sharedBy(1));

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void takesAUrlAtTheBound() {
        assertThat(service.get(urlOf(8_192)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_193, 8_260, 8_400, 100_000})
    void refusesALongerUrl(int length) {
        Answer answer = service.get(urlOf(length));

        assertThat(answer.status()).isEqualTo(414);
        assertThat(answer.code()).isEqualTo("url-too-long");
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(service.events).isEmpty();
    }

    @Test
    void closesTheConnectionWhereTheRequestLineHasNoEnd() {
        try (RawConnection connection = service.connect()) {
            connection.send("GET " + urlOf(9_000));
            Answer answer = connection.read();

            assertThat(answer.status()).isEqualTo(414);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(connection.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void takesHeadersAtTheBound() {
        assertThat(service.get("/event/212312", headers(16_384)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {16_385, 40_000})
    void refusesLargerHeadersAndCloses(int bytes) {
        try (RawConnection connection = service.connect()) {
            connection.send(Service.request("GET", "/event/212312", "", headers(bytes)));
            Answer answer = connection.read();

            assertThat(answer.status()).isEqualTo(431);
            assertThat(answer.code()).isEqualTo("headers-too-large");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(connection.isClosedByPeer()).isTrue();
        }
        assertThat(service.events).isEmpty();
    }

    @Test
    void takesThirtyTwoParametersAndRefusesMore() {
        assertThat(service.get(START + parameters(32)).status()).isEqualTo(200);

        Answer answer = service.get(START + parameters(33));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("too-many-parameters");
    }

    @Test
    void closesAConnectionOnWhichNothingMoves() {
        try (RawConnection connection = service.connect()) {
            connection.send("GET /event/212312 HT");

            assertThat(connection.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void answersOneRequestAfterTheOtherOnAConnection() {
        try (RawConnection connection = service.connect()) {
            for (int i = 0; i < 3; i++) {
                connection.send(Service.request("GET", "/event/212312", ""));
                assertThat(connection.read().status()).isEqualTo(200);
            }
        }
    }

    private static String urlOf(int length) {
        String parameter = "a=" + "v".repeat(1_000) + "&";
        String url = START + parameter.repeat(length / parameter.length() + 1);
        return url.substring(0, length);
    }

    /** So many bytes of header lines in all, those that each request has included. */
    private static String[] headers(int bytes) {
        int rest = bytes - "Host: t".length();
        return new String[] {"A: " + "a".repeat(rest / 2 - 3), "B: " + "b".repeat(rest - rest / 2 - 3)};
    }

    private static String parameters(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i + "=").collect(Collectors.joining("&"));
    }
}
