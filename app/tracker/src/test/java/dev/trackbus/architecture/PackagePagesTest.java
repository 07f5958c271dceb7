package dev.trackbus.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each room says what it is for. */
class PackagePagesTest {
    @ParameterizedTest
    @ValueSource(strings = {"app", "verticles", "proto"})
    void everyPackageHasAPage(String folder) throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(Path.of("..", "..", folder))) {
            sources = files.filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
                    .toList();
        }
        Set<Path> packages = sources.stream().map(Path::getParent).collect(Collectors.toSet());

        assertThat(packages).isNotEmpty().allSatisfy(each -> assertThat(each.resolve("package-info.java"))
                .content()
                .containsPattern("/\\*\\*\\s+(\\*\\s+)?[\\w{<]"));
    }
}
