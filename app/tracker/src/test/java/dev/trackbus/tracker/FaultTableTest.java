package dev.trackbus.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of faults and of findings name tests that exist. */
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
    void everyFindingNamesTests(int line) throws IOException {
        assertThat(findings())
                .filteredOn(row -> row.startsWith("| " + line + " "))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).containsPattern(TEST));
    }

    static Stream<String> tests() throws IOException {
        return TEST.matcher(String.join("\n", table()) + String.join("\n", findings()))
                .results()
                .map(MatchResult::group)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("tests")
    void isThere(String test) throws IOException {
        MatchResult name = TEST.matcher(test).results().findFirst().orElseThrow();

        assertThat(isTest(source(name.group(1)), name.group(2))).isTrue();
    }

    @Test
    void whatIsNoTestIsSeen() {
        String source =
                """
                    @Test
                    void isOne() throws IOException {
                    }

                    @ParameterizedTest
                    @ValueSource(ints = {1, 2})
                    void isOneToo(int row) {
                    }

                    @Property
                    void isOneAsWell(@ForAll int row) {
                    }
                    private void helps() {
                    }

                    @Test
                    @Disabled
                    void isSwitchedOff() {
                    }
                """;

        assertThat(Stream.of("isOne", "isOneToo", "isOneAsWell")).allMatch(name -> isTest(source, name));
        assertThat(Stream.of("helps", "isSwitchedOff", "isNotThere")).noneMatch(name -> isTest(source, name));
    }

    /** Whether the annotations above the method, up to a blank line or the end of another method, make it a test. */
    private static boolean isTest(String source, String method) {
        List<String> lines = source.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches("\\s*(public )?void " + method + "\\(.*")) {
                List<String> above = new ArrayList<>();
                for (int j = i - 1; j >= 0 && !lines.get(j).matches("\\s*}?"); j--) {
                    above.add(lines.get(j).trim());
                }
                return above.stream().anyMatch(line -> line.matches("@(Test|ParameterizedTest|Property)\\b.*"))
                        && above.stream().noneMatch(line -> line.startsWith("@Disabled"));
            }
        }
        return false;
    }

    private static List<String> table() throws IOException {
        return Files.readAllLines(Path.of("README.md"));
    }

    /** Returns the table of findings in app/bench/README.md. */
    private static List<String> findings() throws IOException {
        return Files.readAllLines(Path.of("..", "bench", "README.md")).stream()
                .dropWhile(line -> !line.startsWith("## Findings"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .toList();
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
