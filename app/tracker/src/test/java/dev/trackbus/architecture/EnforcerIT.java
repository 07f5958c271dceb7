package dev.trackbus.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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
        MavenRun run = MavenRun.in(
                SEEDS,
                "--fail-at-end",
                "org.apache.maven.plugins:maven-enforcer-plugin:enforce@verticles-meet-only-on-the-bus");
        assertThat(run.exitCode()).isEqualTo(1);
        return run.output();
    }
}
