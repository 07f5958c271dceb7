package dev.trackbus.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Size of README.md, code and tables included. */
class ReadmeSizeTest {
    private static final int MAX_WORDS = 1_300;
    private static final int MAX_COLUMNS = 120;
    private static final Pattern WORD = Pattern.compile("\\S+");

    private final Document readme = Document.readme();

    @Test
    void hasAtMost1300Words() {
        String text = String.join("\n", readme.lines());

        assertThat(WORD.matcher(text).results().count()).isBetween(500L, (long) MAX_WORDS);
    }

    @Test
    void hasNoCodeLineOver120Columns() {
        assertThat(readme.code()).hasSizeGreaterThan(10).allSatisfy(line -> assertThat(
                        line.codePointCount(0, line.length()))
                .as(line)
                .isLessThanOrEqualTo(MAX_COLUMNS));
    }
}
