package dev.trackbus.tracker.programs;

import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.tracker.settings.SettingsText;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = "Deletes a program by a tombstone, which nothing older can replace; says when Redis has it.")
final class DeleteCommand extends ChangeAction {
    @Parameters(paramLabel = "ID", converter = ProgramId.class, description = "1-64 characters of [A-Za-z0-9_-].")
    private String programId;

    DeleteCommand(Supplier<SettingsText> settings) {
        super(settings, "%s deleted: version %d is %s");
    }

    @Override
    List<ProgramDocument> programs() {
        return List.of(ProgramId.tombstone(programId));
    }
}
