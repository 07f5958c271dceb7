package dev.trackbus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CasesTest {
    @Test
    void eachHasANameOfItsOwn() {
        assertThat(Cases.ALL).extracting(Case::name).doesNotHaveDuplicates();
    }

    @Test
    void isFoundByItsName() {
        assertThat(Cases.named("committed"))
                .hasValueSatisfying(it -> assertThat(it.title()).contains("committed"));
    }

    @Test
    void aWrongNameShowsTheRightOnes() {
        StringWriter said = new StringWriter();
        CommandLine compare = Compare.command().setErr(new PrintWriter(said));

        assertThat(compare.execute("--case", "none")).isEqualTo(2);
        assertThat(said.toString()).contains("no case none", "open-loop", "l1-full");
    }

    @Test
    void onlyShapesThatNumberThemNeedProgramsThere() {
        assertThat(Shape.of("zipf", 300).numbered()).isEqualTo(300);
        assertThat(Shape.of("unknown", 300).numbered()).isZero();
    }
}
