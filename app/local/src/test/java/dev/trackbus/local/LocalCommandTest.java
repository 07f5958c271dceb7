package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class LocalCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private CommandLine line(Map<String, String> environment) {
        return LocalCommand.commandLine(environment)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
    }

    @Test
    void helpExitsWithZero() {
        assertThat(line(Map.of()).execute("--help")).isZero();
    }

    @Test
    void theHelpOfTheScriptNamesEveryOption() throws IOException {
        Path script = Checkout.find().root().resolve("infra/local/start");
        assertThat(Files.readString(script))
                .contains(line(Map.of()).getCommandSpec().options().stream()
                        .map(OptionSpec::longestName)
                        .toList());
    }

    @Test
    void reportsAnUnknownOptionAsWrongUsage() {
        assertThat(line(Map.of()).execute("--port", "1")).isEqualTo(2);
    }

    @Test
    void reportsAPortThatIsNotANumberAsWrongUsage() {
        assertThat(line(Map.of()).execute("--http-port", "http")).isEqualTo(2);
    }

    @Test
    void reportsAPortOutOfRangeAsWrongUsage() {
        assertThat(line(Map.of()).execute("--redis-port", "0")).isEqualTo(2);
    }

    @Test
    void reportsAnErrorInOneLine() {
        line(Map.of()).execute("--redis-port", "0");
        assertThat(err).hasToString("--redis-port must be 1-65535, was 0 (see --help)" + System.lineSeparator());
    }

    @Test
    void reportsAnInvalidEndpointAsWrongUsage() {
        assertThat(line(Map.of("AWS_ENDPOINT_URL_KINESIS", "localhost")).execute())
                .isEqualTo(2);
    }

    @Test
    void theDefaultPortsMatchTheDocumentation() {
        CommandLine line = line(Map.of());
        assertThat(line.getCommandSpec().options().stream()
                        .filter(option -> option.longestName().endsWith("-port"))
                        .map(option -> option.longestName() + " " + option.defaultValue()))
                .containsExactlyInAnyOrder(
                        "--http-port 8080",
                        "--redis-port 6379",
                        "--kinesis-port 4568",
                        "--dynamodb-port 8000",
                        "--management-port 9090");
    }
}
