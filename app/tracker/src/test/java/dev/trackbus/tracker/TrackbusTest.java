package dev.trackbus.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.tracker.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrackbusTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpNamesEverySettingAndExitCode() {
        assertThat(run(Map.of(), "--help")).isZero();

        assertThat(out.toString()).contains("serve", "--print-settings", "--settings", "75");
        Settings.ALL.forEach(each -> assertThat(out.toString()).contains(each.name()));
    }

    @Test
    void versionIsPrinted() {
        assertThat(run(Map.of(), "--version")).isZero();

        assertThat(out.toString()).startsWith("trackbus ");
    }

    @Test
    void printSettingsPrintsAndChecks() {
        assertThat(run(Map.of("AWS_REGION", "eu-central-1", "REDIS_PASSWORD", "hush"), "--print-settings"))
                .isZero();

        assertThat(out.toString()).contains("AWS_REGION=eu-central-1", "REDIS_PASSWORD=[hidden]");
    }

    @Test
    void printSettingsPrintsWrongOnesToo() {
        assertThat(run(Map.of("HTTP_PORT", "x"), "--print-settings")).isEqualTo(78);

        assertThat(out.toString()).contains("HTTP_PORT=x");
        assertThat(err.toString()).contains("HTTP_PORT must be 1-65535, was x", "AWS_REGION must be set");
    }

    @Test
    void printSettingsWarnsOfNearMisses() {
        assertThat(run(Map.of("AWS_REGION", "eu-central-1", "HTTP_PROT", "x"), "--print-settings"))
                .isZero();

        assertThat(err.toString()).contains("is HTTP_PORT meant?");
    }

    @Test
    void wrongSettingsAreToldWithTheNamesThatAreNotRead() {
        assertThat(run(Map.of("AWS_DEFAULT_REGION", "eu-central-1"), "serve")).isEqualTo(78);

        assertThat(err.toString()).contains("AWS_DEFAULT_REGION is not read; set AWS_REGION", "AWS_REGION must be set");
    }

    @Test
    void commandsTellTheNamesThatAreNotRead() {
        run(Map.of("REDIS_URL", "redis://there", "REDIS_PORT", "1"), "programs", "list");

        assertThat(err.toString()).contains("REDIS_URL is not read; set REDIS_HOST");
    }

    @Test
    void warningsAreShownWithoutTheirEscapes(@TempDir Path home) {
        Map<String, String> environment = Map.of("AWS_REGION", "eu-central-1", "HTTP_POR\u001bT", "x");
        run(environment, "journal", "replay", home.toString());
        run(environment, "--print-settings");
        run(Map.of("HTTP_POR\u001bT", "x"), "serve");

        assertThat(err.toString().split("HTTP_POR\\\\u001bT", -1)).hasSize(4);
        assertThat(err.toString()).doesNotContain("\u001b");
    }

    @Test
    void wrongSettingsEndWith78() {
        assertThat(run(Map.of(), "serve")).isEqualTo(78);

        assertThat(err.toString()).contains("AWS_REGION must be set");
    }

    @Test
    void anUnknownCommandIsWrongUsage() {
        assertThat(run(Map.of(), "sreve")).isEqualTo(2);

        assertThat(err.toString()).contains("There is no command 'sreve'");
    }

    @Test
    void anUnknownCommandIsShownWithoutItsEscapes() {
        assertThat(run(Map.of(), "\u001b[2J")).isEqualTo(2);

        assertThat(err.toString()).contains("There is no command '\\u001b[2J'").doesNotContain("\u001b[2J");
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        assertThat(run(Map.of(), "--prot", "1")).isEqualTo(2);
    }

    @Test
    void commandsReadTheSettingsFileWhereverItIsNamed(@TempDir Path home) throws IOException {
        String file =
                Files.writeString(home.resolve("settings"), "REDIS_PORT=none\n").toString();

        assertThat(run(Map.of(), "--settings", file, "programs", "list")).isEqualTo(78);
        assertThat(run(Map.of(), "programs", "list", "--settings", file)).isEqualTo(78);
        assertThat(run(Map.of(), "journal", "replay", home.toString(), "--settings", file))
                .isEqualTo(78);

        assertThat(err.toString().lines())
                .filteredOn(line -> line.equals("REDIS_PORT must be 1-65535, was none"))
                .hasSize(3);
    }

    private int run(Map<String, String> environment, String... arguments) {
        CommandLine line = Trackbus.commandLine(environment);
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
