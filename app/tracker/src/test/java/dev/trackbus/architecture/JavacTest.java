package dev.trackbus.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What needs no rule because it does not compile. The line that javac stops at ends with {@code // stopped: } and the
 * key of its error; without that line the seed compiles, so nothing else is wrong with it.
 */
class JavacTest {
    private static final String STOPPED = "// stopped: ";

    @TempDir
    private Path classes;

    static List<Seed> seeds() {
        return Seed.in("violations-javac");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void stopsAt(Seed seed) {
        List<String> errors = Seed.compile(List.of(seed), ModuleClassPath.of(seed.folder()), classes).stream()
                .map(error -> error.getLineNumber() + " " + error.getCode())
                .distinct()
                .toList();

        assertThat(errors).isNotEmpty().isEqualTo(expected(seed.lines()));
    }

    private static List<String> expected(List<String> lines) {
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).contains(STOPPED))
                .mapToObj(i -> i + 1 + " " + lines.get(i).substring(lines.get(i).indexOf(STOPPED) + STOPPED.length()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "cache", "redis", "kinesis"})
    void aVerticlesPomNamesNoOtherVerticle(String module) {
        assertThat(ModuleClassPath.declaredBy(module))
                .contains("trackbus-bus")
                .filteredOn(artifact -> artifact.startsWith("trackbus-"))
                .isSubsetOf("trackbus-" + module, "trackbus-bus", "trackbus-proto");
    }
}
