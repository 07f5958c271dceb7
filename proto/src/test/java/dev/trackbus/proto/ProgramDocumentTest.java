package dev.trackbus.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramDocumentTest {
    private static final Map<String, String> FIVE_FIELDS = Map.of(
            "programId", "212313",
            "programName", "Summer sale",
            "checksum", "c0ffee",
            "customerId", "4711",
            "customerName", "Example Ltd");

    @Test
    void theFiveFieldsOfTheReferenceAreAProgram() {
        ProgramDocument program = ProgramDocument.fromHash("212313", FIVE_FIELDS);

        assertThat(program.programId()).isEqualTo("212313");
        assertThat(program.programName()).isEqualTo("Summer sale");
        assertThat(program.checksum()).isEqualTo("c0ffee");
        assertThat(program.customerId()).isEqualTo(4711);
        assertThat(program.customerName()).isEqualTo("Example Ltd");
        assertThat(program.active()).isTrue();
        assertThat(program.validFrom()).isEmpty();
        assertThat(program.validUntil()).isEmpty();
        assertThat(program.requires()).isEmpty();
        assertThat(program.version()).isEmpty();
        assertThat(program.deleted()).isFalse();
    }

    @Test
    void theOptionalFieldsAreRead() {
        ProgramDocument program = ProgramDocument.fromHash(
                "212313",
                with(Map.of(
                        "active", "false",
                        "validFrom", "978307200000",
                        "validUntil", "9007199254740991",
                        "requires", "orderId,amount",
                        "version", "0")));

        assertThat(program.active()).isFalse();
        assertThat(program.validFrom()).isEqualTo(OptionalLong.of(978_307_200_000L));
        assertThat(program.validUntil()).isEqualTo(OptionalLong.of(ProgramDocument.MAX_VERSION));
        assertThat(program.requires()).isEqualTo(List.of("orderId", "amount"));
        assertThat(program.version()).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void theIdMayBeTheKeysAlone() {
        Map<String, String> hash = new HashMap<>(FIVE_FIELDS);
        hash.remove("programId");

        assertThat(ProgramDocument.fromHash("212313", hash).programId()).isEqualTo("212313");
    }

    @Test
    void aHashUnderAnotherProgramsKeyIsRefused() {
        assertThatThrownBy(() -> ProgramDocument.fromHash("1", FIVE_FIELDS))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("programId is not the one of the key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"programName", "checksum", "customerId", "customerName"})
    void theOtherFourFieldsAreRequired(String field) {
        Map<String, String> hash = new HashMap<>(FIVE_FIELDS);
        hash.remove(field);

        assertThatThrownBy(() -> ProgramDocument.fromHash("212313", hash)).hasMessage(field + " is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            customerId | 2147483648      | customerId must be a 32-bit integer
            customerId | 12a             | customerId must be a 32-bit integer
            customerId | ''              | customerId must be a 32-bit integer
            active     | yes             | active must be true or false
            deleted    | 1               | deleted must be true or false
            validFrom  | -1              | validFrom must be an integer from 0 to 2^53-1
            validUntil | 1.5             | validUntil must be an integer from 0 to 2^53-1
            version    | 9007199254740992 | version must be an integer from 0 to 2^53-1
            version    | ''              | version must be an integer from 0 to 2^53-1
            requires   | a,,b            | requires must be names of 1-64 characters without space or comma
            requires   | 'a b'           | requires must be names of 1-64 characters without space or comma
            """)
    void aMalformedFieldIsNamed(String field, String value, String message) {
        Map<String, String> hash = with(Map.of(field, value));

        assertThatThrownBy(() -> ProgramDocument.fromHash("212313", hash)).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"validUntil,1700000000", "validUntil,0", "validFrom,978307199999"})
    void refusesToWriteATimeBefore2001(String field, String value) {
        ProgramDocument stored = ProgramDocument.fromHash("212313", with(Map.of(field, value)));

        assertThatThrownBy(stored::requireMilliseconds)
                .hasMessage(field + " is " + value
                        + ", before 2001: it must be in milliseconds since 1970. Is it in seconds?");
    }

    @Test
    void readsAStoredTimeBefore2001AsItIs() {
        ProgramDocument stored = ProgramDocument.fromHash("212313", with(Map.of("validFrom", "1700000000")));

        assertThat(stored.validFrom()).hasValue(1_700_000_000L);
    }

    @Test
    void theCustomerIdMayBeAnyInt() {
        Map<String, String> hash = with(Map.of("customerId", "-2147483648"));

        assertThat(ProgramDocument.fromHash("212313", hash).customerId()).isEqualTo(Integer.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ü", "a/b", "12345678901234567890123456789012345678901234567890123456789012345"})
    void anIdOutsideTheAlphabetIsRefused(String id) {
        assertThatThrownBy(() -> new ProgramDocument(Map.of("programId", id, "deleted", "true")))
                .hasMessage("programId must be 1-64 characters of [A-Za-z0-9_-]");
    }

    @Test
    void aTextOfAMegabyteIsRefusedWithoutShowingIt() {
        Map<String, String> hash = with(Map.of("programName", "x".repeat(1 << 20)));

        assertThatThrownBy(() -> ProgramDocument.fromHash("212313", hash))
                .hasMessage("programName has 1048576 characters of at most 1024");
    }

    @ParameterizedTest
    @ValueSource(strings = {"programName", "checksum", "customerName"})
    void countsTheCodePointsOfAText(String name) {
        String rocket = "\uD83D\uDE80";

        assertThat(ProgramDocument.fromHash("212313", with(Map.of(name, rocket.repeat(1_024))))
                        .fields())
                .containsEntry(name, rocket.repeat(1_024));
        assertThatThrownBy(() -> ProgramDocument.fromHash("212313", with(Map.of(name, rocket.repeat(1_025)))))
                .hasMessage(name + " has 1025 characters of at most 1024");
    }

    @Test
    void countsTheCodePointsOfARequiredName() {
        String rockets = "\uD83D\uDE80".repeat(64);

        assertThat(ProgramDocument.fromHash("212313", with(Map.of("requires", rockets)))
                        .requires())
                .containsExactly(rockets);
    }

    @Test
    void halfOfASurrogatePairIsRefused() {
        Map<String, String> hash = with(Map.of("checksum", "a\uD83D"));

        assertThatThrownBy(() -> ProgramDocument.fromHash("212313", hash))
                .hasMessage("checksum has half of a surrogate pair, which UTF-8 cannot write");
    }

    @Test
    void anEndBeforeTheBeginningIsRefused() {
        Map<String, String> hash = with(Map.of("validFrom", "1700000000002", "validUntil", "1700000000001"));

        assertThatThrownBy(() -> ProgramDocument.fromHash("212313", hash)).hasMessage("validUntil is before validFrom");
    }

    @Test
    void unknownFieldsAreKept() {
        assertThat(ProgramDocument.fromHash("212313", with(Map.of("colour", "blue")))
                        .fields())
                .containsEntry("colour", "blue");
    }

    @Test
    void aTombstoneIsItsIdAndVersionAlone() {
        ProgramDocument tombstone =
                ProgramDocument.fromHash("212313", with(Map.of("deleted", "true", "version", "7", "customerId", "x")));

        assertThat(tombstone.deleted()).isTrue();
        assertThat(tombstone.fields()).containsOnlyKeys("programId", "deleted", "version");
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(FIVE_FIELDS);
        all.putAll(more);
        return all;
    }
}
