package dev.trackbus.tracker.programs;

import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.proto.ProgramJson;
import dev.trackbus.redis.StoredProgram;
import dev.trackbus.tracker.ExitCode;
import dev.trackbus.tracker.Printable;
import dev.trackbus.tracker.settings.ConfigReader;
import dev.trackbus.tracker.settings.SettingsText;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = "Shows a program as Redis has it; exits with 2 where there is none.")
final class GetCommand extends ProgramsAction {
    private final Supplier<SettingsText> settings;

    @Parameters(paramLabel = "ID", converter = ProgramId.class, description = "1-64 characters of [A-Za-z0-9_-].")
    private String programId;

    @Option(names = "--json", description = "As one line of JSON.")
    private boolean json;

    GetCommand(Supplier<SettingsText> settings) {
        this.settings = settings;
    }

    @Override
    ExitCode run() {
        StoredProgram stored;
        try (BlockingStore store = new BlockingStore(ConfigReader.redis(settings.get()))) {
            stored = store.read(List.of(programId)).get(0);
        }
        if (!stored.corruption().isEmpty()) {
            throw new MissingServiceException("program " + programId + " is damaged in Redis: " + stored.corruption());
        }
        ProgramDocument program = stored.document()
                .orElseThrow(() -> new InvalidInputException("there is no program " + programId + " in Redis"));
        if (program.deleted()) {
            String version = program.version().isPresent()
                    ? " by version " + program.version().getAsLong()
                    : "";
            throw new InvalidInputException("program " + programId + " is deleted" + version);
        }
        if (json) {
            say(Printable.of(ProgramJson.write(program)));
        } else {
            program.fields()
                    .forEach((name, value) -> say("%-14s %s".formatted(Printable.of(name), Printable.of(value))));
        }
        return ExitCode.DONE;
    }
}
