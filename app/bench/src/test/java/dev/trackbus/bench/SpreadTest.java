package dev.trackbus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void takesTheMiddleOfAnOddNumber() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).hasToString("2.00 (1.00-9.00)");
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0))).hasToString("3.00 (1.00-9.00)");
    }

    @Test
    void givesTheFigureThatAShareDoesNotExceed() {
        Spread spread = Spread.of(List.of(4.0, 3.0, 2.0, 1.0));

        assertThat(spread.at(0.5)).isEqualTo(2);
        assertThat(spread.at(0.51)).isEqualTo(3);
        assertThat(spread.at(1)).isEqualTo(4);
    }
}
