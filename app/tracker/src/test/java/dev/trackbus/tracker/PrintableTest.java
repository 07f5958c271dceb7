package dev.trackbus.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {
    @ParameterizedTest
    @CsvSource({
        "a\u001b[2J, a\\u001b[2J",
        "a\u009b2J, a\\u009b2J",
        "a\u007f, a\\u007f",
        "a\u202eb, a\\u202eb",
        "a\u2028b, a\\u2028b",
        "a\u200bb, a\\u200bb",
        "Zürich 😀, Zürich 😀"
    })
    void showsWhatATerminalWouldObey(String text, String shown) {
        assertThat(Printable.of(text)).isEqualTo(shown);
        assertThat(Printable.lines(text)).isEqualTo(shown);
        assertThat(Printable.hides(text)).isEqualTo(!text.equals(shown));
    }

    @Test
    void keepsTheEndsOfLinesOnlyBetweenLines() {
        assertThat(Printable.of("a\nb\r\t")).isEqualTo("a\\nb\\r\\t");
        assertThat(Printable.lines("a\nb\r\t")).isEqualTo("a\nb\\r\t");
    }
}
