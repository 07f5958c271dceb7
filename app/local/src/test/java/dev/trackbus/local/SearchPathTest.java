package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchPathTest {
    @Test
    void namesTheRemedyIfNodeIsMissing(@TempDir Path empty) {
        SearchPath path = SearchPath.of(Map.of("PATH", empty.toString()));
        assertThatThrownBy(path::node)
                .isInstanceOf(MissingServiceException.class)
                .hasMessageStartingWith("Node is missing: install Node 18 or newer");
    }

    @Test
    void takesTheFirstFolderThatHasTheProgram(@TempDir Path first, @TempDir Path second, @TempDir Path third)
            throws IOException {
        program(second);
        program(third);
        String folders = String.join(File.pathSeparator, "", first.toString(), second.toString(), third.toString());
        assertThat(new SearchPath(folders).find("node")).contains(second.resolve("node"));
    }

    @Test
    void skipsAFileThatIsNotExecutable(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("node"));
        assertThat(new SearchPath(folder.toString()).find("node")).isEmpty();
    }

    @Test
    void findsNoProgramWithoutAPath() {
        assertThat(SearchPath.of(Map.of()).find("node")).isEmpty();
    }

    private static void program(Path folder) throws IOException {
        assertThat(Files.createFile(folder.resolve("node")).toFile().setExecutable(true))
                .isTrue();
    }
}
