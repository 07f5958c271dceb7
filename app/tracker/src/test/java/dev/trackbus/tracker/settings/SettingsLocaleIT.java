package dev.trackbus.tracker.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.tracker.Trackbus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The environment of a real process whose locale has no characters beyond ASCII. */
class SettingsLocaleIT {
    @Test
    void readsUtf8UnderTheCLocale() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                "sh",
                "-c",
                "LC_ALL=C REDIS_CHANNEL=$(printf 'z\\303\\274rich') AWS_REGION=eu-central-1 exec \"$0\" -cp \"$1\" \"$2\""
                        + " --print-settings",
                java,
                System.getProperty("java.class.path"),
                Trackbus.class.getName()));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(output).contains("REDIS_CHANNEL=zürich  # environment");
    }
}
