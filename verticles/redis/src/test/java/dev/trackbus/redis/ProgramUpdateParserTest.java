package dev.trackbus.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trackbus.bus.ProgramChanged;
import dev.trackbus.proto.InvalidProgramException;
import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.proto.ProgramJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.impl.types.BulkType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message on the channel means. */
class ProgramUpdateParserTest {
    private static ProgramChanged read(String json) {
        return ProgramUpdateParser.read(BulkType.create(Buffer.buffer(json), false), 3);
    }

    private static String json(Map<String, String> fields) {
        return ProgramJson.write(new ProgramDocument(fields));
    }

    @Test
    void isAnUpdateWithAVersion() {
        assertThat(read(json(Programs.allFields("1"))))
                .isEqualTo(new ProgramChanged.Updated(Programs.ofAllFields("1"), 3));
    }

    @Test
    void onlyOutdatesWithoutAVersion() {
        assertThat(read(json(Programs.fiveFields("1")))).isEqualTo(new ProgramChanged.Outdated("1", 3));
    }

    @Test
    void onlyOutdatesWithoutAVersionHoweverLittleElseIsRight() {
        assertThat(read("{\"programId\":\"1\",\"customerId\":\"bad\"}")).isEqualTo(new ProgramChanged.Outdated("1", 3));
    }

    @Test
    void isADeletionWhereItIsATombstone() {
        assertThat(read("{\"programId\":\"1\",\"deleted\":true,\"version\":8}"))
                .isEqualTo(new ProgramChanged.Deleted("1", 8, 3));
        assertThat(read("{\"programId\":\"1\",\"deleted\":true}")).isEqualTo(new ProgramChanged.Outdated("1", 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{}",
                "{\"programId\":\"1\",\"version\":1}",
                "{\"programId\":\"../1\"}",
                "null"
            })
    void isBadWhereItIsNoProgram(String message) {
        assertThatExceptionOfType(InvalidProgramException.class).isThrownBy(() -> read(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "requires":[null]       | requires must be an array of texts
            "checksum":{}           | checksum must not be an object or an array
            """)
    void isBadWhereAFieldWouldBeAnotherText(String field, String message) {
        String start = field.startsWith("\"checksum") ? "{\"x\":\"1\"," : "{\"checksum\":\"c\",";
        String json = start + "\"programId\":\"1\",\"programName\":\"n\",\"customerId\":1,\"customerName\":\"x\","
                + "\"version\":1," + field + "}";

        assertThatExceptionOfType(InvalidProgramException.class)
                .isThrownBy(() -> read(json))
                .withMessageStartingWith(message);
    }

    @Test
    void isBadWhereItIsNestedDeeply() {
        String json = "{\"programId\":\"1\",\"version\":1,\"x\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}";

        assertThatExceptionOfType(InvalidProgramException.class)
                .isThrownBy(() -> read(json))
                .withMessageStartingWith("x is nested deeper than 100");
    }

    @Test
    void isBadWhereItIsTooLarge() {
        Map<String, String> fields = Programs.allFields("1");
        fields.put("colour", "b".repeat(ProgramUpdateParser.MAX_BYTES));
        assertThatExceptionOfType(InvalidProgramException.class)
                .isThrownBy(() -> read(json(fields)))
                .withMessageContaining("65536");
    }
}
