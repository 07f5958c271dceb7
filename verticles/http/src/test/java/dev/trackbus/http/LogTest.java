package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A client can write nothing into the log: no line is written for a request, and where one has a defect, no line break. */
class LogTest {
    private static final String FORGED = "{\"level\":\"ERROR\",\"message\":\"forged\"}";
    private static final String[] JSON = {"Content-Type: application/json"};

    private final Service service = new Service();
    private final LogLines log = new LogLines();

    @AfterEach
    void close() {
        log.close();
        service.close();
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of("query", get("/event/212312?a=%0d%0a" + encoded()), 400),
                Arguments.of("a name in the query", get("/event/212312?%0d%0a" + encoded() + "=a"), 400),
                Arguments.of("query, not encoded", get("/event/212312?a=\r" + FORGED), 400),
                Arguments.of("program id", get("/event/212312%0d%0a" + encoded()), 400),
                Arguments.of("path", get("/health/live%0d%0a" + encoded()), 404),
                Arguments.of("method", "G\r" + FORGED + get("/event/212312"), 400),
                Arguments.of("header", get("/event/212312", "X: a\r" + FORGED), 400),
                Arguments.of("folded User-Agent", get("/event/212312", "User-Agent: a\r\n " + FORGED), 200),
                Arguments.of("folded Expect", get("/event/212312", "Expect: a\r\n " + FORGED), 200),
                Arguments.of("folded Content-Type", post("{}", "Content-Type: a\r\n " + FORGED), 415),
                Arguments.of(
                        "value in the body", post("{\"a\":\"\\r\\n" + FORGED.replace("\"", "\\\"") + "\"}", JSON), 400),
                Arguments.of("name in the body", post("{\"\\r\\n" + FORGED.replace("\"", "\\\"") + "\":1}", JSON), 400),
                Arguments.of("body", post("\r\n" + FORGED + "\r\n}", JSON), 400));
    }

    private static String encoded() {
        return FORGED.replace("\"", "%22").replace("{", "%7b").replace("}", "%7d");
    }

    private static String get(String target, String... headers) {
        return Service.request("GET", target, "", headers);
    }

    private static String post(String body, String... headers) {
        return Service.request("POST", "/event/212312", body, headers);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void noLineIsWrittenForARequest(String where, String request, int status) {
        try (RawConnection connection = service.connect()) {
            assertThat(connection.send(request).read().status()).isEqualTo(status);
        }
        assertThat(log.all()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void noLineIsBrokenWhereANeighbourFailsWithWhatWasSent(String where, String request, int status) {
        service.cache = asked -> Future.failedFuture(new IllegalStateException(asked.toString()));
        try (RawConnection connection = service.connect()) {
            int expected = status == 200 ? 500 : status;
            assertThat(connection.send(request).read().status()).isEqualTo(expected);
        }
        assertThat(log.all()).hasSize(status == 200 ? 1 : 0).noneMatch(line -> line.matches("(?s).*[\\r\\n].*"));
    }
}
