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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackingAnswerTest {
    private final TrackingAnswer answers = new TrackingAnswer();

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

    private Buffer answer(String text, int customerId) {
        Program program =
                new Program("p1", text, text, new Customer(customerId, text), Validity.ALWAYS, ParameterNames.NONE, 0);
        return answers.of(new TrackingRequest("m", 0, "p1", EventType.CLICK, Parameters.NONE, text), program);
    }
}
