package dev.trackbus.tracker.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvProgramsTest {
    private static final String HEADER = "programId,programName,checksum,customerId,customerName,requires,validFrom\n";

    private static Collected read(String text) throws IOException {
        return Collected.from(new CsvPrograms(), text);
    }

    @Test
    void readsTheFieldsThatTheHeaderNames() throws IOException {
        Collected read = read(HEADER + "1,\"Zürich, \"\"West\"\"\",7d2f,42,Northway,a;b,\n");

        assertThat(read.faults).isEmpty();
        assertThat(read.programs).singleElement().satisfies(program -> {
            assertThat(program.programName()).isEqualTo("Zürich, \"West\"");
            assertThat(program.customerId()).isEqualTo(42);
            assertThat(program.requires()).containsExactly("a", "b");
        });
    }

    @Test
    void takesAnEmptyCellForAnAbsentField() throws IOException {
        assertThat(read(HEADER + "1,x,x,1,x,,\n").programs.get(0).fields())
                .containsOnlyKeys("programId", "programName", "checksum", "customerId", "customerName");
    }

    @Test
    void namesLineAndFieldOfEachFaultAndGoesOn() throws IOException {
        Collected read = read(HEADER + "1,x,x,none,x,,\n\n2,x,x,1,x,,\n3,x,,1,x,,\n");

        assertThat(read.faults).containsExactly("2: customerId must be a 32-bit integer", "5: checksum is missing");
        assertThat(read.ids()).containsExactly("2");
    }

    @Test
    void countsTheLinesWithinQuotes() throws IOException {
        assertThat(read(HEADER + "1,\"two\nlines\",x,1,x,,\n2,x,x,none,x,,\n").faults)
                .containsExactly("4: customerId must be a 32-bit integer");
    }

    @Test
    void refusesRowsOfAnotherLength() throws IOException {
        assertThat(read(HEADER + "1,x,x,1,x,\n2,x,x,1,x,,,\n").faults)
                .containsExactly("2: the row has 6 cells, the header 7", "3: the row has 8 cells, the header 7");
    }

    @Test
    void refusesCommasBetweenRequiredNames() throws IOException {
        assertThat(read(HEADER + "1,x,x,1,x,\"a,b\",\n").faults)
                .containsExactly("2: requires must be names with semicolons between them");
    }

    @Test
    void refusesARowThatWouldFillTheMemory() throws IOException {
        assertThat(read(HEADER + "1,x,x,1,x,," + ",".repeat(1 << 20) + "\n").faults)
                .containsExactly("2: not CSV: a row has more than 1048576 characters");
    }

    @Test
    void refusesATimeInSeconds() throws IOException {
        assertThat(read(HEADER + "1,x,x,1,x,,1700000000\n").faults)
                .singleElement()
                .asString()
                .startsWith("2: validFrom is 1700000000, before 2001")
                .endsWith("Is it in seconds?");
    }

    @Test
    void readsATombstone() throws IOException {
        Collected read = read("programId,deleted\n1,true\n");

        assertThat(read.programs.get(0).deleted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "programId;programName\n1;x\n",
                "programName,checksum\nx,x\n",
                "programId,programId\n1,1\n",
                "programId,\n1,x\n"
            })
    void refusesAHeaderThatDoesNotSayWhatTheCellsAre(String text) throws IOException {
        Collected read = read(text);

        assertThat(read.programs).isEmpty();
        assertThat(read.faults).singleElement().asString().startsWith("1: ").contains("header");
    }

    @Test
    void readsWhatASpreadsheetWrites() throws IOException {
        Collected read = read("\uFEFF" + HEADER.replace("\n", "\r\n") + "1,x,x,1,x,,\r\n2,x,x,1,x,,");

        assertThat(read.faults).isEmpty();
        assertThat(read.ids()).containsExactly("1", "2");
    }

    @Test
    void saysWhereAQuoteIsNotClosed() throws IOException {
        assertThat(read(HEADER + "1,x,x,1,x,,\n2,\"x,x,1,x,,\n").faults)
                .singleElement()
                .asString()
                .matches("[23]: not CSV: .*");
    }
}
