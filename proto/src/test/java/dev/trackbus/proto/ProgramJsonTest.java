package dev.trackbus.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramJsonTest {
    private static final String FULL = "{\"programId\":\"212313\",\"programName\":\"Summer \\\"sale\\\"\","
            + "\"checksum\":\"c0ffee\",\"customerId\":4711,\"customerName\":\"Ädler\",\"active\":false,"
            + "\"validFrom\":1700000000001,\"validUntil\":1700000000002,\"requires\":[\"orderId\",\"amount\"],\"version\":1700000000000,"
            + "\"colour\":\"blue\"}";

    @Test
    void readsEveryField() {
        ProgramDocument program = ProgramJson.read(FULL);

        assertThat(program.programName()).isEqualTo("Summer \"sale\"");
        assertThat(program.customerId()).isEqualTo(4711);
        assertThat(program.active()).isFalse();
        assertThat(program.requires()).isEqualTo(List.of("orderId", "amount"));
        assertThat(program.version()).isEqualTo(OptionalLong.of(1_700_000_000_000L));
        assertThat(program.fields()).containsEntry("colour", "blue");
    }

    @Test
    void writesWhatItReads() {
        assertThat(ProgramJson.write(ProgramJson.read(FULL))).isEqualTo(FULL);
    }

    @Test
    void readsNumbersThatAreTextsAndTextsThatAreNumbers() {
        ProgramDocument program = ProgramJson.read("{\"programId\":212313,\"programName\":\"n\",\"checksum\":5,"
                + "\"customerId\":\"4711\",\"customerName\":\"c\"}");

        assertThat(program.programId()).isEqualTo("212313");
        assertThat(program.checksum()).isEqualTo("5");
        assertThat(program.customerId()).isEqualTo(4711);
    }

    @Test
    void takesNullForAbsent() {
        assertThat(ProgramJson.read("{\"programId\":\"1\",\"deleted\":true,\"version\":null}")
                        .version())
                .isEmpty();
    }

    @Test
    void keepsAnUnknownObjectAsItsText() {
        ProgramDocument program = ProgramJson.read(FULL.replace("\"blue\"", "{\"rgb\":[0,0,255]}"));

        assertThat(program.fields()).containsEntry("colour", "{\"rgb\":[0,0,255]}");
    }

    @Test
    void readsATombstone() {
        ProgramDocument tombstone = ProgramJson.read("{\"programId\":\"1\",\"deleted\":true,\"version\":9}");

        assertThat(tombstone.deleted()).isTrue();
        assertThat(ProgramJson.write(tombstone)).isEqualTo("{\"programId\":\"1\",\"deleted\":true,\"version\":9}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense", "[]", "\"text\"", "{} {}", "{\"programId\":\"1\",\"programId\":\"2\"}", "{"})
    void refusesWhatIsNoSingleObject(String json) {
        assertThatThrownBy(() -> ProgramJson.read(json)).isInstanceOf(InvalidProgramException.class);
    }

    @Test
    void namesTheFieldThatBreaksItsRule() {
        assertThatThrownBy(() -> ProgramJson.read(FULL.replace("4711", "true")))
                .hasMessage("customerId must be a 32-bit integer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7e25", "7.10", "-0.0", "1E400", "12345678901234567890123", "true"})
    void keepsTheSpellingOfANumberThatIsAText(String spelling) {
        ProgramDocument program =
                ProgramJson.read(FULL.replace("\"c0ffee\"", spelling).replace("\"blue\"", "[" + spelling + "]"));

        assertThat(program.checksum()).isEqualTo(spelling);
        assertThat(program.fields()).containsEntry("colour", "[" + spelling + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[null]", "[\"a\",[\"b\"]]", "[{\"a\":1}]", "[7]", "[\"\"]", "[\"a,b\"]", "{}", "7", "true"})
    void refusesNamesOfParametersThatAreNoTexts(String requires) {
        assertThatThrownBy(() -> ProgramJson.read(FULL.replace("[\"orderId\",\"amount\"]", requires)))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageStartingWith("requires must be ");
    }

    @Test
    void refusesAnObjectForAText() {
        assertThatThrownBy(() -> ProgramJson.read(FULL.replace("\"c0ffee\"", "{\"a\":1}")))
                .hasMessage("checksum must not be an object or an array");
    }

    @Test
    void refusesANumberThatIsLongerThanAText() {
        assertThatThrownBy(() -> ProgramJson.read(FULL.replace("\"c0ffee\"", "7".repeat(1_500))))
                .hasMessage("checksum has 1500 characters of at most 1024");
        assertThatThrownBy(() -> ProgramJson.read(FULL.replace("4711", "7".repeat(1_500))))
                .hasMessage("customerId must be a 32-bit integer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour", "checksum", "requires"})
    void refusesWhatIsNestedDeeply(String name) {
        String deep = "[".repeat(2_000) + "]".repeat(2_000);
        String json = FULL.replaceAll("\"" + name + "\":(\\[.*?]|\".*?\")", "\"" + name + "\":" + deep);

        assertThatThrownBy(() -> ProgramJson.read(json))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageStartingWith(name);
    }

    @Test
    void refusesAProgramThatWouldFillTheMemory() {
        String json = FULL.replace("\"blue\"", "\"" + "x".repeat(1 << 20) + "\"");

        assertThatThrownBy(() -> ProgramJson.read(json)).hasMessage("the program has more than 1048576 characters");
    }

    @Test
    void ignoresAByteOrderMark() {
        assertThat(ProgramJson.read("\uFEFF" + FULL)).isEqualTo(ProgramJson.read(FULL));
    }

    @Test
    void refusesATimeInSeconds() {
        assertThatThrownBy(() -> ProgramJson.read(FULL.replace("1700000000002", "1700000000"))
                        .requireMilliseconds())
                .hasMessage("validUntil is 1700000000, before 2001: it must be in milliseconds since 1970."
                        + " Is it in seconds?");
    }

    @Test
    void readsTheIdOfAMessageWithoutAVersionWhateverElseIsWrong() {
        assertThat(ProgramJson.idWithoutVersion("{\"requires\":[null],\"checksum\":{},\"programId\":\"1\"}"))
                .contains("1");
    }

    @Test
    void tellsWhomAMessageWithoutAVersionIsAbout() {
        assertThat(ProgramJson.idWithoutVersion("{\"programId\":\"1\",\"customerId\":\"bad\"}"))
                .contains("1");
        assertThat(ProgramJson.idWithoutVersion("{\"programId\":\"1\",\"version\":\"bad\"}"))
                .isEmpty();
        assertThatThrownBy(() -> ProgramJson.idWithoutVersion("{\"programName\":\"n\"}"))
                .hasMessage("programId is missing");
    }
}
