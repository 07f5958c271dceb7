package dev.trackbus.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of faults names tests that there are. */
class FaultTableTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");

    @ParameterizedTest
    @ValueSource(ints = {20, 21, 22, 23, 24, 25, 26})
    void everyRowNamesTests(int row) throws IOException {
        assertThat(table())
                .filteredOn(line -> line.startsWith("| " + row + " |"))
                .singleElement()
                .satisfies(line -> assertThat(line).containsPattern(TEST));
    }

    static Stream<String> tests() throws IOException {
        return TEST.matcher(String.join("\n", table())).results().map(MatchResult::group);
    }

    @ParameterizedTest
    @MethodSource("tests")
    void isThere(String test) throws IOException {
        MatchResult name = TEST.matcher(test).results().findFirst().orElseThrow();

        assertThat(source(name.group(1))).containsPattern("\\bvoid " + name.group(2) + "\\(");
    }

    @Test
    void aTestThatIsNotThereIsSeen() throws IOException {
        assertThat(source("FaultTableTest")).doesNotContainPattern("\\bvoid isNot" + "There\\(");
    }

    private static List<String> table() throws IOException {
        return Files.readAllLines(Path.of("README.md"));
    }

    /** The source of a test class of any module. */
    private static String source(String className) throws IOException {
        for (String folder : new String[] {"app", "verticles", "proto"}) {
            try (Stream<Path> files = Files.find(ROOT.resolve(folder), 16, (file, is) -> file.getFileName()
                    .toString()
                    .equals(className + ".java"))) {
                List<String> found = files.map(FaultTableTest::read).toList();
                if (!found.isEmpty()) {
                    return found.get(0);
                }
            }
        }
        throw new AssertionError("there is no class " + className);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
