package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trackbus.bus.Parameters;
import dev.trackbus.bus.TrafficFlag;
import dev.trackbus.bus.TrafficFlags;
import io.vertx.core.buffer.Buffer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterReaderTest {
    private static final String ROCKET = "\uD83D\uDE80";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "a=b | {\"a\":\"b\"}",
                "a=b&c=d | {\"a\":\"b\",\"c\":\"d\"}",
                "a=1&b=2&a=3 | {\"a\":\"3\",\"b\":\"2\"}",
                "a | {\"a\":\"\"}",
                "a= | {\"a\":\"\"}",
                "a&b=1&c | {\"a\":\"\",\"b\":\"1\",\"c\":\"\"}",
                "a=b=c | {\"a\":\"b=c\"}",
                "a=%3D%26 | {\"a\":\"=&\"}",
                "%3D=1 | {\"=\":\"1\"}",
                "a=b+c%2Bd | {\"a\":\"b c+d\"}",
                "a+b=c | {\"a b\":\"c\"}",
                "a+%20=+ | {\"a  \":\" \"}",
                "&&a=b&& | {\"a\":\"b\"}",
                "& | {}",
                "`` | {}",
                "a=%C3%A9%e2%82%ac | {\"a\":\"é€\"}",
                "a={x};[y]/?'\"<>^ | {\"a\":\"{x};[y]/?'\\\"<>^\"}",
                "A=1&a=2 | {\"A\":\"1\",\"a\":\"2\"}"
            })
    void readsAQuery(String query, String parameters) {
        assertThat(new ParameterReader().query(query).read()).hasToString(parameters);
    }

    @Test
    void readsNoQueryAsNoParameters() {
        assertThat(new ParameterReader().query(null).read()).isEqualTo(Parameters.NONE);
    }

    @Test
    void decodesCharactersBeyondTheFirstPlane() {
        assertThat(query("a=%F0%9F%9A%80").get("a")).isEqualTo(ROCKET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cb=%%CACHEBUSTER%% | {\"cb\":\"%%CACHEBUSTER%%\"}",
                "%%ADID%%=%%DEALID%%%%BEACON%% | {\"%%ADID%%\":\"%%DEALID%%%%BEACON%%\"}",
                "a=50% | {\"a\":\"50%\"}",
                "a=50%&b=1 | {\"a\":\"50%\",\"b\":\"1\"}",
                "a=50%+off | {\"a\":\"50% off\"}",
                "a=%u00e9 | {\"a\":\"%u00e9\"}",
                "a=%4 | {\"a\":\"%4\"}",
                "a=%4g%g4%zz | {\"a\":\"%4g%g4%zz\"}",
                "a=% | {\"a\":\"%\"}",
                "a=%%41%% | {\"a\":\"%A%%\"}",
                "a=%%C3%A9%% | {\"a\":\"%é%%\"}",
                "a=%0%30 | {\"a\":\"%00\"}",
                "a=%25%zz%2 | {\"a\":\"%%zz%2\"}",
                "%=b | {\"%\":\"b\"}",
                "50%&a=1 | {\"50%\":\"\",\"a\":\"1\"}"
            })
    void keepsStrayPercentSignsAndFlagsTheRequest(String query, String parameters) {
        ParameterReader reader = new ParameterReader().query(query);

        assertThat(reader.read()).hasToString(parameters);
        assertThat(reader.trafficFlags()).isEqualTo(TrafficFlags.of(TrafficFlag.MALFORMED_ESCAPE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b", "a=50%25", "a=%25%25CACHEBUSTER%25%25", "a=%C3%A9+b"})
    void flagsNoQueryWithoutStrayPercentSigns(String query) {
        assertThat(new ParameterReader().query(query).trafficFlags()).isEqualTo(TrafficFlags.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "=b, EMPTY_NAME, query",
        "a=b&=, EMPTY_NAME, query",
        "a=%80, MALFORMED_ENCODING, a",
        "a=%C3, MALFORMED_ENCODING, a",
        "a=%C3%28, MALFORMED_ENCODING, a",
        "a=%C3%zz, MALFORMED_ENCODING, a",
        "a=%C3%, MALFORMED_ENCODING, a",
        "a=100%+%FF, MALFORMED_ENCODING, a",
        "a=%CACHEBUSTER%, MALFORMED_ENCODING, a",
        "a=%C3b, MALFORMED_ENCODING, a",
        "a=%C0%AF, MALFORMED_ENCODING, a",
        "a=%E0%80%AF, MALFORMED_ENCODING, a",
        "a=%F0%80%80%AF, MALFORMED_ENCODING, a",
        "a=%ED%A0%80, MALFORMED_ENCODING, a",
        "a=%ED%BF%BF, MALFORMED_ENCODING, a",
        "a=%F4%90%80%80, MALFORMED_ENCODING, a",
        "a=%F8%88%80%80%80, MALFORMED_ENCODING, a",
        "a=%FF, MALFORMED_ENCODING, a",
        "a=é, MALFORMED_ENCODING, a",
        "a=%00, CONTROL_CHARACTER, a",
        "a=%0D%0A, CONTROL_CHARACTER, a",
        "a=%7F, CONTROL_CHARACTER, a",
        "a=%C2%85, CONTROL_CHARACTER, a",
        "a=%%00, CONTROL_CHARACTER, a",
        "a=%%0D%%0A, CONTROL_CHARACTER, a",
        "a=%%C2%85, CONTROL_CHARACTER, a",
        "a%0A=b, CONTROL_CHARACTER, query"
    })
    void refusesAQuery(String query, ProblemCode code, String field) {
        assertProblem(refused(() -> query(query)), code, field);
    }

    @ParameterizedTest
    @CsvSource({
        "%C2%A0, 00a0",
        "%DF%BF, 07ff",
        "%E0%A0%80, 0800",
        "%ED%9F%BF, d7ff",
        "%EE%80%80, e000",
        "%EF%BF%BF, ffff",
        "%F0%90%80%80, 10000",
        "%F4%8F%BF%BF, 10ffff"
    })
    void readsTheFirstAndTheLastOfEachLength(String encoded, String codePoint) {
        assertThat(query("a=" + encoded).get("a")).isEqualTo(Character.toString(Integer.parseInt(codePoint, 16)));
    }

    @Test
    void refusesARawControlCharacter() {
        assertProblem(refused(() -> query("a=\u0001")), ProblemCode.CONTROL_CHARACTER, "a");
        assertProblem(refused(() -> query("a=\u007f")), ProblemCode.CONTROL_CHARACTER, "a");
    }

    @Test
    void boundsNamesByCharacters() {
        assertThat(query("n".repeat(64) + "=v").size()).isEqualTo(1);
        assertThat(query("%F0%9F%9A%80".repeat(64) + "=v").size()).isEqualTo(1);
        assertProblem(refused(() -> query("n".repeat(65) + "=v")), ProblemCode.NAME_TOO_LONG, "query");
        assertProblem(refused(() -> query("n".repeat(65) + "=%ff")), ProblemCode.MALFORMED_ENCODING, "query");
    }

    @Test
    void boundsValuesByCharacters() {
        assertThat(query("a=" + "v".repeat(1_024)).size()).isEqualTo(1);
        assertThat(query("a=" + "%F0%9F%9A%80".repeat(1_024)).size()).isEqualTo(1);
        assertProblem(refused(() -> query("a=" + "v".repeat(1_025))), ProblemCode.VALUE_TOO_LONG, "a");
    }

    @Test
    void boundsValuesWithStrayPercentSignsByCharacters() {
        assertThat(query("a=" + "%".repeat(1_024)).get("a")).isEqualTo("%".repeat(1_024));
        assertProblem(refused(() -> query("a=" + "%".repeat(1_025))), ProblemCode.VALUE_TOO_LONG, "a");
    }

    @Test
    void boundsTheCountOfDifferentParameters() {
        assertThat(query(distinct(32) + "&p1=again").size()).isEqualTo(32);
        assertProblem(refused(() -> query(distinct(33))), ProblemCode.TOO_MANY_PARAMETERS, "query");
    }

    @Test
    void countsQueryAndBodyTogether() {
        ParameterReader full = new ParameterReader().query(distinct(32));

        assertProblem(refused(() -> full.json(Buffer.buffer("{\"more\":1}"))), ProblemCode.TOO_MANY_PARAMETERS, "body");
    }

    private static String distinct(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "p" + i + "=" + i).collect(Collectors.joining("&"));
    }

    private static Parameters query(String query) {
        return new ParameterReader().query(query).read();
    }

    private static Problem refused(Runnable reading) {
        BadRequestException refused = catchThrowableOfType(BadRequestException.class, reading::run);
        assertThat(refused).isNotNull();
        return refused.problem();
    }

    private static void assertProblem(Problem problem, ProblemCode code, String field) {
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.field()).isEqualTo(field);
    }
}
