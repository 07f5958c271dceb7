package dev.trackbus.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code -DskipTests} skips: the integration tests of all modules and the tests of infra, which take minutes. */
class SkipTestsIT {
    private static final Path ROOT = Path.of("..", "..");

    @Test
    void skipTestsSkipsTheIntegrationTests() throws Exception {
        assertThat(integrationTests("-DskipTests").output()).contains("Tests are skipped.");
    }

    @Test
    void runsTheIntegrationTestsByDefault() throws Exception {
        assertThat(integrationTests("-DskipTests=false").output())
                .contains("integration-test (default-cli)")
                .doesNotContain("Tests are skipped.");
    }

    /** Infra's own run needs the jars of other modules, so its pom is read instead. */
    @Test
    void infraSkipsItsTestsWithTheIntegrationTests() throws Exception {
        String pom = Files.readString(ROOT.resolve("infra").resolve("pom.xml"));
        List<String> plugins = Pattern.compile("<plugin>.*?</plugin>", Pattern.DOTALL)
                .matcher(pom)
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(plugins).hasSize(2).allSatisfy(plugin -> assertThat(plugin).contains("<skip>${skipITs}</skip>"));
    }

    private static MavenRun integrationTests(String property) throws Exception {
        MavenRun run = MavenRun.in(ROOT, "-N", property, "failsafe:integration-test");
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run;
    }
}
