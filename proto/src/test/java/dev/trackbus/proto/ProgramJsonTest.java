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
            + "\"validFrom\":1,\"validUntil\":2,\"requires\":[\"orderId\",\"amount\"],\"version\":1700000000000,"
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
