package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made to cost us more than its sender: it is refused, makes no event, and takes no time that others miss. */
class HostileInputTest {
    private static final String[] JSON = {"Content-Type: application/json"};
    private static final int REPETITIONS = 100;

    /** For all requests of one kind together, on a loaded machine too; each of them takes less than a millisecond. */
    private static final Duration BOUND = Duration.ofSeconds(3);

    private static Service service;

    @BeforeAll
    static void start() {
        service = new Service();
    }

    @BeforeEach
    void forget() {
        service.events.clear();
    }

    @AfterAll
    static void close() {
        service.close();
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("as many as a URL takes", get("/event/212312?" + numbered(1_000)), 400),
                Arguments.of("as many without names", get("/event/212312?" + "=&".repeat(4_000)), 400),
                Arguments.of("as many whose names share a hash", get("/event/212312?" + colliding(320)), 400),
                Arguments.of("100,000 parameters in the body", post(object(names(100_000))), 413),
                Arguments.of("as many as a body takes", post(object(names(5_000))), 400),
                Arguments.of("as many in a body whose names share a hash", post(object(collidingNames(2_000))), 400),
                Arguments.of("objects in objects", post("{\"a\":".repeat(13_000)), 400),
                Arguments.of("arrays in arrays", post("[".repeat(65_000)), 400),
                Arguments.of("an array behind a name", post("{\"a\":" + "[".repeat(65_000)), 400),
                Arguments.of("a number of 60,000 digits", post("{\"a\":" + "9".repeat(60_000) + "}"), 400),
                Arguments.of("a number that is huge in short", post("{\"a\":1e999999999}"), 200),
                Arguments.of("a text of escapes", post("{\"a\":\"" + "\\u0061".repeat(10_000) + "\"}"), 400),
                Arguments.of("a name of 60,000 characters", post("{\"" + "n".repeat(60_000) + "\":1}"), 400),
                Arguments.of("escapes up to the bound of a URL", get("/event/" + "%61".repeat(2_700)), 400),
                Arguments.of("slashes up to the bound of a URL", get("/" + "/".repeat(8_000)), 404),
                Arguments.of("3,000 tiny headers", get("/event/212312", "a:\r\n".repeat(3_000)), 200),
                Arguments.of("headers whose names share a hash", get("/event/212312", collidingHeaders(500)), 200),
                Arguments.of("10,000 headers", get("/event/212312", "a:\r\n".repeat(10_000)), 431));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void isAnsweredAtOnce(String what, String request, int status) {
        long begin = System.nanoTime();
        for (int i = 0; i < REPETITIONS; i++) {
            try (RawConnection connection = service.connect()) {
                assertThat(connection.send(request).read().status()).isEqualTo(status);
            }
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BOUND);
        assertThat(service.events).hasSize(status == 200 ? REPETITIONS : 0);
        assertThat(service.get("/event/212312").status()).isEqualTo(200);
    }

    /** The line is cut off at its bound: who is still sending it then may find the connection closed, not the 414. */
    @Test
    void aUrlOf100000ParametersIsCutOff() {
        for (int i = 0; i < REPETITIONS; i++) {
            try (RawConnection connection = service.connect()) {
                if (connection.trySend(get("/event/212312?" + numbered(100_000)))) {
                    connection.tryRead().ifPresent(answer -> assertThat(answer.status())
                            .isEqualTo(414));
                }
            }
        }
        assertThat(service.events).isEmpty();
        assertThat(service.get("/event/212312").status()).isEqualTo(200);
    }

    @Test
    void theNamesReallyShareAHash() {
        List<String> names = collidingNames(4_000);

        assertThat(names).doesNotHaveDuplicates();
        assertThat(names.stream().map(String::hashCode).distinct()).hasSize(1);
    }

    private static String get(String target) {
        return get(target, "");
    }

    private static String get(String target, String headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: t\r\n" + headers + "\r\n";
    }

    private static String post(String body) {
        return Service.request("POST", "/event/212312", body, JSON);
    }

    private static String numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i + "=").collect(Collectors.joining("&"));
    }

    private static String colliding(int count) {
        return String.join("&", collidingNames(count));
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i).toList();
    }

    /** Aa and BB have the same hash, and so have all rows of them of one length. */
    private static List<String> collidingNames(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> IntStream.range(0, 12)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining()))
                .toList();
    }

    private static String collidingHeaders(int count) {
        return collidingNames(count).stream().map(name -> name + ":\r\n").collect(Collectors.joining());
    }

    private static String object(List<String> names) {
        JsonObject object = new JsonObject();
        names.forEach(name -> object.put(name, 1));
        return object.encode();
    }
}
