package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Customer;
import dev.trackbus.bus.EventType;
import dev.trackbus.bus.ParameterNames;
import dev.trackbus.bus.Parameters;
import dev.trackbus.bus.Program;
import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.bus.Validity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedJsonTest {
    private static final List<String> FIELDS = List.of("userAgent", "programName", "checksum", "customerName");

    private final AcceptedJson answers = new AcceptedJson();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "\"",
                "\\",
                "a\"b\\c\"",
                "\"\"",
                "\n\r\t\b\f\0\u001f end",
                "</script>",
                "é€\u2028",
                "\uD83D\uDE80 rocket",
                "\u007f"
            })
    void isJsonWhateverTheTexts(String text) {
        JsonObject json = answer(text, 1).toJsonObject();

        assertThat(json.getString("userAgent")).isEqualTo(text);
        assertThat(json.getString("programName")).isEqualTo(text);
        assertThat(json.getString("checksum")).isEqualTo(text);
        assertThat(json.getString("customerName")).isEqualTo(text);
        assertThat(json.getBoolean("valid")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void givesTheCustomerIdAsANumber(int id) {
        assertThat(answer("", id).toString()).contains("\"customerId\":" + id + ",");
    }

    @Test
    void hasNoBlanks() {
        assertThat(answer("x", 7).toString())
                .isEqualTo("{\"userAgent\":\"x\",\"programId\":\"p1\",\"programName\":\"x\",\"checksum\":\"x\","
                        + "\"customerId\":7,\"customerName\":\"x\",\"messageId\":\"m\",\"valid\":true}");
    }

    @Test
    void keepsNothingOfTheAnswerBefore() {
        Buffer first = answer("a longer text", 7);
        Buffer second = answer("x", 8);
        assertThat(second.toJsonObject().getString("programName")).isEqualTo("x");
        assertThat(first.toJsonObject().getString("programName")).isEqualTo("a longer text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0001", "a", "春"})
    void hasRoomForATextOfAnyLengthInAnyField(String character) {
        for (int length = 0; length < 600; length++) {
            String text = character.repeat(length);
            for (int field = 0; field < 4; field++) {
                AcceptedJson fresh = new AcceptedJson();
                JsonObject json =
                        answer(fresh, alone(text, field), Integer.MIN_VALUE).toJsonObject();
                assertThat(json.getString(FIELDS.get(field))).isEqualTo(text);
                assertThat(json.getBoolean("valid")).isTrue();
            }
        }
    }

    private static List<String> alone(String text, int field) {
        return IntStream.range(0, FIELDS.size())
                .mapToObj(i -> i == field ? text : "")
                .toList();
    }

    private static Buffer answer(AcceptedJson answers, List<String> texts, int customerId) {
        Program program = new Program(
                "p1",
                texts.get(1),
                texts.get(2),
                new Customer(customerId, texts.get(3)),
                Validity.ALWAYS,
                ParameterNames.NONE,
                0);
        return answers.of(new TrackingRequest("m", 0, "p1", EventType.CLICK, Parameters.NONE, texts.get(0)), program);
    }

    private Buffer answer(String text, int customerId) {
        return answer(answers, List.of(text, text, text, text), customerId);
    }
}
