package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trackbus.bus.Parameters;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonParametersTest {
    private static final String ROCKET = "\uD83D\uDE80";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{} | {}",
                "{\"a\":\"b\"} | {\"a\":\"b\"}",
                "{\"a\":1,\"b\":-2.50,\"c\":1e3} | {\"a\":\"1\",\"b\":\"-2.50\",\"c\":\"1e3\"}",
                "{\"a\":true,\"b\":false} | {\"a\":\"true\",\"b\":\"false\"}",
                "{\"a\":1,\"a\":2} | {\"a\":\"2\"}",
                "{\"a\":\"\"} | {\"a\":\"\"}",
                "{\"a\":null} | {}",
                "{\"a\":null,\"b\":1} | {\"b\":\"1\"}",
                "\ufeff{\"a\":1} | {\"a\":\"1\"}",
                "{\"a\":\"\\u00e9\\\"\\\\/\"} | {\"a\":\"é\\\"\\\\/\"}"
            })
    void readsAJsonBody(String body, String parameters) {
        assertThat(json(body)).hasToString(parameters);
    }

    @Test
    void readsCharactersBeyondTheFirstPlaneInABody() {
        assertThat(json("{\"a\":\"\\ud83d\\ude80\",\"b\":\"" + ROCKET + "\"}").get("a"))
                .isEqualTo(ROCKET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[1]",
                "\"a\"",
                "1",
                "null",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1}{}",
                "{\"a\":1} x",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "a=b",
                " ",
                "{\"a\":\"\n\"}",
                "/**/{}",
                "\ufeff\ufeff{}",
                " \ufeff{}"
            })
    void refusesABodyThatIsNoJsonObject(String body) {
        assertThat(refused(() -> json(body)).code()).isEqualTo(ProblemCode.MALFORMED_JSON);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"a\":{}} | MALFORMED_JSON | a",
                "{\"a\":[]} | MALFORMED_JSON | a",
                "{\"\":1} | EMPTY_NAME | body",
                "{\"\":[]} | MALFORMED_JSON | body",
                "{\"a\":\"\\n\"} | CONTROL_CHARACTER | a",
                "{\"a\":\"\\u007f\"} | CONTROL_CHARACTER | a",
                "{\"\\u0000\":1} | CONTROL_CHARACTER | body",
                "{\"a\":\"\\ud800\"} | MALFORMED_ENCODING | a",
                "{\"a\":\"\\udc00\\ud800\"} | MALFORMED_ENCODING | a",
                "{\"a\":\"\\ud800x\"} | MALFORMED_ENCODING | a"
            })
    void namesTheFieldOfTheBodyThatIsWrong(String body, ProblemCode code, String field) {
        assertProblem(refused(() -> json(body)), code, field);
    }

    @Test
    void boundsTheBodysNamesAndValues() {
        assertProblem(refused(() -> json("{\"" + "n".repeat(65) + "\":1}")), ProblemCode.NAME_TOO_LONG, "body");
        assertProblem(refused(() -> json("{\"a\":\"" + "v".repeat(1_025) + "\"}")), ProblemCode.VALUE_TOO_LONG, "a");
        assertProblem(refused(() -> json("{\"a\":" + "9".repeat(1_025) + "}")), ProblemCode.MALFORMED_JSON, "body");
    }

    @Test
    void refusesABodyThatIsNotUtf8() {
        Buffer overlong = Buffer.buffer("{\"a\":\"")
                .appendBytes(new byte[] {(byte) 0xc0, (byte) 0xaf})
                .appendString("\"}");
        Buffer utf16 = Buffer.buffer("{\"a\":1}", "UTF-16");

        assertProblem(refused(() -> new ParameterReader().json(overlong)), ProblemCode.MALFORMED_ENCODING, "body");
        assertProblem(refused(() -> new ParameterReader().json(utf16)), ProblemCode.MALFORMED_ENCODING, "body");
    }

    @Test
    void refusesADeepBodyAtItsFirstLevel() {
        String deep = "{\"a\":".repeat(10_000);

        assertProblem(refused(() -> json(deep)), ProblemCode.MALFORMED_JSON, "a");
    }

    private static Parameters json(String body) {
        return new ParameterReader().json(Buffer.buffer(body)).read();
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
