package dev.trackbus.updater;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.function.StreamRecord;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoreDataRecordTest {
    private static CoreDataRecord read(String json) {
        return CoreDataRecord.read(CoreDataFixture.record(json));
    }

    private static List<String> ids(CoreDataRecord record) {
        return record.updates().stream()
                .map(each -> each.document().programId())
                .toList();
    }

    @Test
    void parsesAProgramAndKeepsItsUnknownFields() {
        CoreDataRecord record = read(CoreDataFixture.program("212313", 5, ",\"colour\":\"blue\""));

        assertThat(record.errors()).isEmpty();
        assertThat(record.updates()).singleElement().satisfies(update -> {
            assertThat(update.version()).isEqualTo("5");
            assertThat(update.document().fields()).containsEntry("colour", "blue");
            assertThat(update.message()).isEqualTo(CoreDataFixture.program("212313", 5, ",\"colour\":\"blue\""));
        });
    }

    @Test
    void parsesAnArrayInOrder() {
        assertThat(ids(read(" [" + CoreDataFixture.program("b", 2, ",\"x\":[1,{\"y\":\"]\"}]") + " , "
                        + CoreDataFixture.deletion("a", 1) + "]\n")))
                .containsExactly("b", "a");
    }

    @Test
    void usesTheArrivalTimeAsMissingVersion() {
        CoreDataRecord record = read("[{\"programId\":\"1\",\"deleted\":true},"
                + CoreDataFixture.program("2", 5).replace(",\"version\":5", "") + "]");

        assertThat(record.updates()).map(ProgramUpdate::version).containsOnly("1763733600123");
        assertThat(record.updates().get(1).message()).endsWith(",\"version\":1763733600123}");
    }

    @Test
    void keepsTheValidProgramsOfAnArray() {
        CoreDataRecord record = read("[" + CoreDataFixture.program("a", 1) + ",{\"programId\":\"b\"},7,"
                + CoreDataFixture.program("c", 1) + "]");

        assertThat(ids(record)).containsExactly("a", "c");
        assertThat(record.reason())
                .isEqualTo("program 2 of 4: programName is missing; program 3 of 4: not a JSON object");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "checksum":7.10            | checksum is 7.10
            "requires":[null]          | requires must be an array of texts
            "requires":[["a"]]         | requires must be an array of texts
            "validUntil":1700000000    | validUntil is 1700000000, before 2001
            """)
    void keepsOrRejectsAValueThatCouldChangeAsText(String field, String expected) {
        CoreDataRecord record = read(CoreDataFixture.program("1", 1)
                .replace("\"checksum\":\"c0ffee\",", field.contains("checksum") ? "" : "\"checksum\":\"c\",")
                .replace("}", "," + field + "}"));

        String actual = record.errors().isEmpty()
                ? "checksum is " + record.updates().get(0).document().checksum()
                : record.reason();
        assertThat(actual).startsWith(expected);
    }

    @Test
    void rejectsOnlyTheDeepAndTheLongProgramOfAnArray() {
        String deep = CoreDataFixture.program("a", 1, ",\"x\":" + "[".repeat(900) + "]".repeat(900));
        String number = CoreDataFixture.program("b", 1).replace("\"c0ffee\"", "7".repeat(900) + "." + "1".repeat(600));

        CoreDataRecord record = read("[" + deep + "," + number + "," + CoreDataFixture.program("c", 1) + "]");

        assertThat(ids(record)).containsExactly("c");
        assertThat(record.reason())
                .contains("x is nested deeper than 100", "checksum has 1501 characters of at most 1024");
    }

    @Test
    void namesTheFirstTenErrors() {
        CoreDataRecord record =
                read(String.join(",", Collections.nCopies(12, "{}")).transform(all -> "[" + all + "]"));

        assertThat(record.reason())
                .contains("program 10 of 12")
                .doesNotContain("program 11")
                .endsWith("; and 2 more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "[", "[{}", "[{}] x", "{} {}", "\"text\"", "{\"programId\":\"1\"}"})
    void reportsOneErrorForInvalidCoreData(String json) {
        CoreDataRecord record = read(json);

        assertThat(record.updates()).isEmpty();
        assertThat(record.errors()).hasSize(1);
    }

    @Test
    void rejectsInvalidUtf8() {
        byte[] bytes = {'{', '"', (byte) 0xff, '"', '}'};
        StreamRecord record = new StreamRecord("1", "key", CoreDataFixture.ARRIVED, ByteBuffer.wrap(bytes));

        assertThat(CoreDataRecord.read(record).errors()).containsExactly("not UTF-8");
    }

    @Test
    void acceptsTheReplacementCharacter() {
        assertThat(ids(read(CoreDataFixture.program("1", 1, ",\"x\":\"\uFFFD\""))))
                .containsExactly("1");
    }

    @Test
    void rejectsAProgramThatIsTooLargeForReaders() {
        String large = CoreDataFixture.program("1", 1, ",\"x\":\"" + "x".repeat(ProgramUpdate.MAX_BYTES) + "\"");

        assertThat(read(large).reason()).contains("program 1 has ").endsWith(" bytes of at most 65536");
    }
}
