package dev.trackbus.tracker.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
    private final List<String> errors = new ArrayList<>();

    @TempDir
    private Path folder;

    private Map<String, String> read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("settings"), text);
        Map<String, String> texts = SettingsFile.read(file, errors);
        errors.replaceAll(error -> error.replace("settings file " + file + " ", ""));
        return texts;
    }

    @Test
    void readsTheSettingsOfAllLines() throws IOException {
        assertThat(read("# a comment \\x\nHTTP_PORT=1\r\nREDIS_HOST: redis\n\n  REDIS_CHANNEL = ü\n"))
                .containsOnly(
                        Map.entry("HTTP_PORT", "1"), Map.entry("REDIS_HOST", "redis"), Map.entry("REDIS_CHANNEL", "ü"));
        assertThat(errors).isEmpty();
    }

    @Test
    void ignoresAByteOrderMark() throws IOException {
        assertThat(read("\uFEFFHTTP_PORT=1\n")).containsOnly(Map.entry("HTTP_PORT", "1"));
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_ENDPOINT_URL=http\\://localhost\\:4566, http://localhost:4566",
        "REDIS_PASSWORD=pa\\\\ss, pa\\ss",
        "REDIS_PASSWORD=\\u00fc\\#\\!\\=, ü#!="
    })
    void readsTheEscapesThatPropertiesFilesHave(String line, String value) throws IOException {
        assertThat(read(line)).containsValue(value);
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "REDIS_PASSWORD=pa\\ss, line 1: \\s is no escape; write \\\\ for a backslash",
        "REDIS_PASSWORD=C:\\\\a\\Users, line 1: \\U is no escape; write \\\\ for a backslash",
        "REDIS_PASSWORD=pass\\, line 1: a backslash ends the line; write \\\\ for a backslash",
        "HTTP_PROT=1, line 1: there is no setting HTTP_PROT",
        "REDIS_URL=x, 'line 1: there is no setting REDIS_URL; set REDIS_HOST, REDIS_PORT, REDIS_TLS and REDIS_PASSWORD'"
    })
    void refusesWhatWouldBeAnotherText(String line, String error) throws IOException {
        assertThat(read(line + "\n")).isEmpty();
        assertThat(errors).containsExactly(error);
    }

    @Test
    void refusesANameThatStandsTwice() throws IOException {
        read("HTTP_PORT=1\nHTTP_PORT=2\n");

        assertThat(errors).containsExactly("line 2: HTTP_PORT is set a second time");
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        Path file = Files.write(folder.resolve("latin"), "REDIS_CHANNEL=ü".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(SettingsFile.read(file, errors)).isEmpty();
        assertThat(errors).containsExactly("settings file " + file + " can't be read: it is not UTF-8");
    }
}
