package dev.trackbus.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A verticle's pom that names another verticle ends the build; run by Maven itself, on miniatures of our modules. */
class EnforcerIT {
    private static final Path SEEDS = Path.of("src", "test", "resources", "violations-enforcer");

    @Test
    void stopsAVerticleThatDependsOnAnotherAndNoOther() throws Exception {
        String said = enforce();

        assertThat(said)
                .contains("Only app/* puts verticles together")
                .contains("dev.trackbus:trackbus-cache:pom:1.0.0-SNAPSHOT <--- banned")
                .containsPattern("knows-another-verticle \\.+ FAILURE")
                .containsPattern("knows-the-bus \\.+ SUCCESS");
    }

    private static String enforce() throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("mvn", "-o", "-B", "--fail-at-end"));
        String repository = System.getProperty("localRepository");
        if (repository != null) {
            words.add("-Dmaven.repo.local=" + repository);
        }
        words.add("org.apache.maven.plugins:maven-enforcer-plugin:enforce@verticles-meet-only-on-the-bus");
        Process maven = new ProcessBuilder(words)
                .directory(SEEDS.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(maven.waitFor()).isEqualTo(1);
        return said;
    }
}
