package dev.trackbus.tracker.programs;

import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.tracker.settings.SettingsText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "put",
        mixinStandardHelpOptions = true,
        description = {
            "Creates or replaces programs, each as a whole, and says when Redis has them.",
            "A version in the input is kept: several Regions that take the same file end with the same programs."
        })
final class PutCommand extends ChangeAction {
    /** All are held in memory until they are sent. */
    private static final long MAX_CHARACTERS = 16 << 20;

    private final InputStream stdin;
    private long characters;

    @Mixin
    private InputVersions versions;

    @Parameters(paramLabel = "FILE|-", description = "JSON: a program, several, or an array; - reads stdin.")
    private String file;

    PutCommand(Supplier<SettingsText> settings, InputStream stdin) {
        super(settings, "%s version %d is %s");
        this.stdin = stdin;
    }

    private void count(ProgramDocument program) {
        program.fields().forEach((name, value) -> characters += name.length() + value.length());
        if (characters > MAX_CHARACTERS) {
            throw new InvalidInputException(
                    file + ": put takes programs of at most " + MAX_CHARACTERS + " characters together; use load");
        }
    }

    @Override
    List<ProgramDocument> programs() {
        List<ProgramDocument> programs = new ArrayList<>();
        InputCheck check = new InputCheck(
                file.equals("-") ? "stdin" : file,
                versions.latest(InstantSource.system()),
                versions.conflicts(asVersion()),
                program -> {
                    count(program);
                    programs.add(versions.of(program));
                });
        try (InputStream in = file.equals("-") ? stdin : Files.newInputStream(Path.of(file))) {
            new JsonPrograms().read(in, check);
        } catch (IOException e) {
            throw new InvalidInputException(file + " can't be read: " + e);
        }
        check.passed(this::tell);
        return programs;
    }
}
