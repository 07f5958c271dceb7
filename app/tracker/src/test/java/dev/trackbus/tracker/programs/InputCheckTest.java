package dev.trackbus.tracker.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackbus.proto.ProgramJson;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class InputCheckTest {
    private static final String FIELDS =
            "\"programName\":\"n\",\"checksum\":\"c\",\"customerId\":1,\"customerName\":\"x\"}";

    private final List<String> notes = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final InputCheck check = new InputCheck(
            "some.csv",
            1_000,
            new VersionConflicts(OptionalLong.empty(), false),
            program -> ids.add(program.programId()));

    @Test
    void countsAndHandsOnWhatHolds() {
        check.program(ProgramJson.read("{\"programId\":\"1\"," + FIELDS));
        check.program(ProgramJson.read("{\"programId\":\"2\"," + FIELDS));

        assertThat(check.passed(notes::add)).isEqualTo(2);
        assertThat(ids).containsExactly("1", "2");
        assertThat(notes).isEmpty();
    }

    @Test
    void notesFieldsThatNoReaderKnows() {
        check.program(ProgramJson.read("{\"programId\":\"1\",\"validuntil\":\"1\"," + FIELDS));

        assertThat(check.passed(notes::add)).isEqualTo(1);
        assertThat(notes).containsExactly("some.csv: no field of a program, kept as it is: validuntil");
    }

    @Test
    void namesTwentyUnknownFieldsShortened() {
        for (int i = 10; i < 100; i++) {
            check.program(ProgramJson.read("{\"programId\":\"1\",\"" + i + "x".repeat(100) + "\":\"1\"," + FIELDS));
        }
        check.passed(notes::add);

        assertThat(notes.get(0))
                .contains("29" + "x".repeat(62) + "…")
                .doesNotContain("30x")
                .hasSizeLessThan(1_500);
    }

    @Test
    void notesVersionsAheadOfTheClock() {
        check.program(ProgramJson.read("{\"programId\":\"1\",\"version\":1000," + FIELDS));
        check.program(ProgramJson.read("{\"programId\":\"2\",\"version\":1001," + FIELDS));
        check.program(ProgramJson.read("{\"programId\":\"3\",\"version\":1002," + FIELDS));

        check.passed(notes::add);

        assertThat(notes)
                .containsExactly(
                        "some.csv: programs with a version more than a day ahead of the clock: 2, the first is 2"
                                + " with version 1001. Later changes need a higher version.");
    }

    @Test
    void refusesTwoStatesWithOneVersionAndDifferentContent() {
        check.program(ProgramJson.read("{\"programId\":\"1\",\"version\":5," + FIELDS));
        check.program(ProgramJson.read("{\"programId\":\"1\",\"version\":5," + FIELDS.replace("\"n\"", "\"m\"")));

        assertThatThrownBy(() -> check.passed(notes::add))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("some.csv: program 1 has two states with version 5 and different content; give each its"
                        + " own version");
    }

    @Test
    void refusesTwoStatesThatGetOneVersionByOption() {
        InputCheck asVersion =
                new InputCheck("some.csv", 1_000, new VersionConflicts(OptionalLong.of(7), false), program -> {});
        asVersion.program(ProgramJson.read("{\"programId\":\"1\"," + FIELDS));
        asVersion.program(ProgramJson.read("{\"programId\":\"1\"," + FIELDS.replace("\"n\"", "\"m\"")));

        assertThatThrownBy(() -> asVersion.passed(notes::add)).hasMessageContaining("two states with version 7");
    }

    @Test
    void takesStatesThatDifferInVersionOrAreTheSame() {
        check.program(ProgramJson.read("{\"programId\":\"1\",\"version\":5," + FIELDS));
        check.program(ProgramJson.read("{\"programId\":\"1\",\"version\":5," + FIELDS));
        check.program(ProgramJson.read("{\"programId\":\"1\",\"version\":6," + FIELDS.replace("\"n\"", "\"m\"")));
        check.program(ProgramJson.read("{\"programId\":\"2\",\"version\":5," + FIELDS.replace("\"n\"", "\"m\"")));
        check.program(ProgramJson.read("{\"programId\":\"1\"," + FIELDS));
        check.program(ProgramJson.read("{\"programId\":\"1\"," + FIELDS.replace("\"n\"", "\"m\"")));

        assertThat(check.passed(notes::add)).isEqualTo(6);
    }

    @Test
    void refusesAnythingInvalidWithItsPlace() {
        check.program(ProgramJson.read("{\"programId\":\"1\"," + FIELDS));
        check.invalid(3, "checksum is missing");

        assertThatThrownBy(() -> check.passed(notes::add))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("some.csv:3: checksum is missing");
    }

    @Test
    void namesTwentyFaultsAndCountsTheOthers() {
        for (int line = 1; line <= 25; line++) {
            check.invalid(line, "checksum is missing");
        }

        assertThatThrownBy(() -> check.passed(notes::add))
                .hasMessageContaining("some.csv:20: ")
                .hasMessageNotContaining("some.csv:21: ")
                .hasMessageEndingWith("some.csv: and 5 more");
    }

    @Test
    void refusesAnEmptyFile() {
        assertThatThrownBy(() -> check.passed(notes::add)).hasMessage("some.csv: there is no program in it");
    }
}
