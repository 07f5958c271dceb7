package dev.trackbus.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Relative links in the documentation, with their anchors. */
class LinksTest {
    static List<Document> documents() throws IOException {
        return Document.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyRelativeLinkResolves(Document document) {
        assertThat(broken(document)).isEmpty();
    }

    @Test
    void theDocumentsOfAllFoldersAreChecked() throws IOException {
        assertThat(documents())
                .extracting(Document::toString)
                .contains("README.md", ".github/CONTRIBUTING.md", "app/tracker/README.md", "app/tracker/adr/README.md")
                .contains("app/bench/README.md", "infra/README.md", "verticles/http/README.md")
                .hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void reportsAMissingFileAndAMissingAnchor(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("other.md"), "# A `b` & c\n\n## Twice\n\n## Twice\n");
        Path file = folder.resolve("one.md");
        Files.writeString(
                file,
                """
                # One

                [a](other.md) [b](other.md#a-b--c) [c](other.md#twice-1) [d](#one) [e](https://example.com/gone)
                `[code](gone.md)` [f](gone.md) [g](other.md#gone) [h](#gone) [`i`](other.md#twice-2)

                    [code](gone.md)
                """);

        assertThat(broken(Document.read(file)))
                .containsExactly("gone.md", "other.md#gone", "#gone", "other.md#twice-2");
    }

    private static List<String> broken(Document document) {
        return document.links().stream()
                .filter(link -> !link.matches("[a-z][a-z0-9+.-]*:.*"))
                .filter(link -> !resolves(document, link))
                .toList();
    }

    private static boolean resolves(Document document, String link) {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty()
                ? document.file()
                : document.file().resolveSibling(path).normalize();
        if (hash < 0) {
            return Files.exists(target);
        }
        return Files.isRegularFile(target) && Document.read(target).anchors().contains(link.substring(hash + 1));
    }
}
