package dev.trackbus.tracker.programs;

import dev.trackbus.tracker.settings.SettingsText;
import java.io.InputStream;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Core data by hand: the programs of the service, changed through the stream and read from Redis. */
@Command(
        name = "programs",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(put | get | list | delete | load)",
        description = "Changes programs through CORE_DATA_STREAM_NAME, and reads them from Redis.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "2:wrong usage, invalid input, no such program",
            "69:Kinesis or Redis is missing, or Redis does not have it in time or has a newer version",
            "78:settings wrong"
        })
public final class ProgramsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private ProgramsCommand() {}

    /**
     * The command with its subcommands.
     *
     * @param settings asked when a subcommand needs them
     * @param stdin    what {@code put -} reads
     * @return to be added to another command, or run by itself
     */
    public static CommandLine of(Supplier<SettingsText> settings, InputStream stdin) {
        return new CommandLine(new ProgramsCommand())
                .addSubcommand(new PutCommand(settings, stdin))
                .addSubcommand(new GetCommand(settings))
                .addSubcommand(new ListCommand(settings))
                .addSubcommand(new DeleteCommand(settings))
                .addSubcommand(new LoadCommand(settings));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand");
    }
}
