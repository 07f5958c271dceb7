package dev.trackbus.tracker.programs;

import dev.trackbus.tracker.settings.SettingsText;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** One run of {@code programs} and what it said. */
record CommandRun(int code, String out, String err) {
    static CommandRun of(Map<String, String> environment, String stdin, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = ProgramsCommand.of(
                () -> SettingsText.of(environment, Optional.empty()),
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)));
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return new CommandRun(line.execute(arguments), out.toString(), err.toString());
    }
}
