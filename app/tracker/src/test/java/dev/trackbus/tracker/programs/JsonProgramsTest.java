package dev.trackbus.tracker.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonProgramsTest {
    private static String program(String id) {
        return "{\"programId\":\"" + id + "\",\"programName\":\"n\",\"checksum\":\"c\",\"customerId\":1,"
                + "\"customerName\":\"Zürich\"}";
    }

    private static Collected read(String text) throws IOException {
        return Collected.from(new JsonPrograms(), text);
    }

    @Test
    void readsOneObject() throws IOException {
        Collected read = read(program("1"));

        assertThat(read.faults).isEmpty();
        assertThat(read.programs.get(0).customerName()).isEqualTo("Zürich");
    }

    @Test
    void readsAnArray() throws IOException {
        assertThat(read("[" + program("1") + ",\n" + program("2") + "]").ids()).containsExactly("1", "2");
    }

    @Test
    void readsALineEach() throws IOException {
        assertThat(read(program("1") + "\n" + program("2") + "\n").ids()).containsExactly("1", "2");
    }

    @Test
    void namesLineAndFieldOfEachFaultAndGoesOn() throws IOException {
        Collected read = read("[\n{\"programId\":\"1\"},\n7,\n[" + program("x") + "],\n" + program("2")
                + ",\n{\"programId\":\"no id\"}]");

        assertThat(read.faults)
                .containsExactly(
                        "2: programName is missing",
                        "3: not a JSON object",
                        "4: not a JSON object",
                        "6: programId must be 1-64 characters of [A-Za-z0-9_-]");
        assertThat(read.ids()).containsExactly("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[{]", "programId=1", "{\"programId\":\"1\",\"programId\":\"2\"}"})
    void saysWhereItIsNoJson(String text) throws IOException {
        assertThat(read(text).faults).singleElement().asString().startsWith("1: not JSON: ");
    }

    @Test
    void namesTheLineOfWhatIsNestedDeeplyAndGoesOn() throws IOException {
        String deep = "[".repeat(2_000) + "]".repeat(2_000);

        Collected read = read("\n" + program("1").replace("\"n\"", "\"n\",\"note\":" + deep) + "\n" + program("2"));

        assertThat(read.faults).containsExactly("2: note is nested deeper than 100 levels, or too long");
        assertThat(read.ids()).containsExactly("2");
    }

    @Test
    void namesTheLineOfWhatIsTooDeepToBeRead() throws IOException {
        assertThat(read("\n" + "[".repeat(100_100)).faults)
                .singleElement()
                .asString()
                .startsWith("2: not JSON: Document nesting depth");
    }

    @Test
    void namesTheLineOfALongNumberAndGoesOn() throws IOException {
        Collected read = read(program("1").replace("\"c\"", "7".repeat(1_500)) + "\n" + program("2"));

        assertThat(read.faults).containsExactly("1: checksum has 1500 characters of at most 1024");
        assertThat(read.ids()).containsExactly("2");
    }

    @Test
    void keepsTheSpellingOfNumbers() throws IOException {
        assertThat(read(program("1").replace("\"c\"", "7.10")).programs.get(0).checksum())
                .isEqualTo("7.10");
    }

    @Test
    void readsNothingBehindAProgramThatWouldFillTheMemory() throws IOException {
        String large = program("1")
                .replace("\"n\"", "\"n\",\"a\":\"" + "x".repeat(9 << 20) + "\",\"b\":\"" + "x".repeat(9 << 20) + "\"");

        Collected read = read(large + program("2"));

        assertThat(read.faults).containsExactly("1: the program has more than 16777216 characters");
        assertThat(read.ids()).isEmpty();
    }

    @Test
    void refusesWhatIsNotUtf8() throws IOException {
        byte[] latin = program("1").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Collected.from(new JsonPrograms(), latin).faults)
                .singleElement()
                .asString()
                .startsWith("1: not JSON: Invalid UTF-8");
    }

    @Test
    void refusesWhatNoReaderWouldTake() throws IOException {
        String large = program("1").replace("\"n\"", "\"n\",\"note\":\"" + "x".repeat(65_536) + "\"");

        assertThat(read(large).faults).singleElement().asString().matches("1: the program has 65\\d+ bytes .*");
    }

    @Test
    void measuresTheJsonThatIsSent() throws IOException {
        String before = program("1").replace("}", ",\"note\":\"");
        int rest = 65_536 - (before + "\",\"version\":1234567890123456}").getBytes(StandardCharsets.UTF_8).length;
        String escaped = "\\n".repeat(10);

        assertThat(read(before + escaped + "x".repeat(rest - 20) + "\"}").ids()).containsExactly("1");
        assertThat(read(before + escaped + "x".repeat(rest - 19) + "\"}").faults)
                .containsExactly("1: the program has 65537 bytes as JSON of at most 65536");
    }
}
