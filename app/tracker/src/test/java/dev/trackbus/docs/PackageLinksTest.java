package dev.trackbus.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes that the package documentation links. */
class PackageLinksTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern LINK = Pattern.compile("\\{@link\\s+\\*?\\s*([\\w.]+)");
    private static final String OURS = "dev.trackbus.";

    static List<Path> pages() throws IOException {
        try (Stream<Path> apps = files("app");
                Stream<Path> verticles = files("verticles");
                Stream<Path> proto = files("proto")) {
            return Stream.of(apps, verticles, proto)
                    .flatMap(each -> each)
                    .filter(file -> file.endsWith("package-info.java"))
                    .toList();
        }
    }

    private static Stream<Path> files(String folder) throws IOException {
        return Files.find(
                ROOT.resolve(folder),
                20,
                (file, is) -> is.isRegularFile() && !file.toString().contains("/target/"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkedClassExists(Path page) throws IOException {
        assertThat(missing(page, Files.readString(page))).isEmpty();
    }

    @Test
    void reportsAClassThatDoesNotExist() throws IOException {
        Path page = pages().stream()
                .filter(each -> each.endsWith("main/java/dev/trackbus/bus/package-info.java"))
                .findFirst()
                .orElseThrow();

        assertThat(missing(
                        page,
                        "{@link Bus} {@link\n * dev.trackbus.bus.Failure} {@link Gone} {@link dev.trackbus.bus.Lost}"))
                .containsExactly("Gone", "dev.trackbus.bus.Lost");
    }

    private static List<String> missing(Path page, String text) {
        Matcher links = LINK.matcher(text);
        return links.results()
                .map(link -> link.group(1))
                .filter(name -> name.startsWith(OURS) || !name.contains("."))
                .filter(name -> !exists(page, name))
                .toList();
    }

    /** A qualified class may be in any module; a test page may also link a class of the package in {@code src/main}. */
    private static boolean exists(Path page, String name) {
        Path folder = page.getParent();
        if (!name.contains(".")) {
            Path main = Path.of(folder.toString().replace("/src/test/java/", "/src/main/java/"));
            return Stream.of(folder, main).anyMatch(each -> Files.exists(each.resolve(name + ".java")));
        }
        String file = name.replace('.', '/') + ".java";
        return Stream.of("app", "verticles", "proto")
                .map(ROOT::resolve)
                .flatMap(PackageLinksTest::sourceRoots)
                .anyMatch(root -> Files.exists(root.resolve(file)));
    }

    private static Stream<Path> sourceRoots(Path folder) {
        Stream<Path> modules = Files.exists(folder.resolve("src"))
                ? Stream.of(folder)
                : Stream.of(folder.toFile().listFiles()).map(each -> each.toPath());
        return modules.flatMap(each -> Stream.of(each.resolve("src/main/java"), each.resolve("src/test/java")));
    }
}
