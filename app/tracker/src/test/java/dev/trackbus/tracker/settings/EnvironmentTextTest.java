package dev.trackbus.tracker.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTextTest {
    @TempDir
    private Path folder;

    private Path bytes(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve("environ"), text.getBytes(charset));
    }

    @Test
    void takesTheBytesWhereTheLocaleHasNoSuchCharacters() throws IOException {
        Path bytes = bytes("PATH=/bin\0REDIS_CHANNEL=zürich=\0", StandardCharsets.UTF_8);

        assertThat(EnvironmentText.of(Map.of("PATH", "/bin", "REDIS_CHANNEL", "z\uFFFD\uFFFDrich="), bytes))
                .isEqualTo(Map.of("PATH", "/bin", "REDIS_CHANNEL", "zürich="));
    }

    @Test
    void keepsWhatIsDecodedWhereThereAreNoBytes() {
        Map<String, String> decoded = Map.of("REDIS_CHANNEL", "zürich");

        assertThat(EnvironmentText.of(decoded, folder.resolve("none"))).isEqualTo(decoded);
    }

    @Test
    void aValueThatIsNotUtf8IsAnError() throws IOException {
        Path bytes = bytes("REDIS_CHANNEL=zürich", StandardCharsets.ISO_8859_1);
        Map<String, String> environment = EnvironmentText.of(Map.of("REDIS_CHANNEL", "z\uFFFDrich"), bytes);

        assertThatThrownBy(() -> ConfigReader.redis(SettingsText.of(environment, Optional.empty())))
                .hasMessage("REDIS_CHANNEL must be UTF-8, was z\uFFFDrich");
    }
}
