package dev.trackbus.tracker;

import dev.trackbus.tracker.programs.ProgramsCommand;
import dev.trackbus.tracker.settings.ConfigReader;
import dev.trackbus.tracker.settings.EnvironmentText;
import dev.trackbus.tracker.settings.InvalidSettingsException;
import dev.trackbus.tracker.settings.Settings;
import dev.trackbus.tracker.settings.SettingsText;
import dev.trackbus.tracker.settings.TrackerConfig;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line of the fat jar. */
@Command(
        name = "trackbus",
        mixinStandardHelpOptions = true,
        versionProvider = Trackbus.Version.class,
        description =
                "Judges tracking requests in memory, answers them, and puts their events on a Kinesis data stream.",
        footerHeading = "%nSettings, from the environment or --settings:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "2:wrong usage",
            "65:dead letters remain: events that Kinesis called invalid",
            "69:a needed service is missing, a port is taken, or a disk fails",
            "70:a thread died, memory is lacking, or a defect",
            "75:events remain that Kinesis has not confirmed",
            "78:settings wrong"
        })
public final class Trackbus implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "serve", description = "Runs the service; so does no command at all.")
    private String command = "serve";

    @Option(
            names = "--settings",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "Properties file with settings by their names; the environment goes before it.")
    private Path file;

    @Option(names = "--print-settings", description = "Prints all settings, secrets hidden, checks them, and exits.")
    private boolean printSettings;

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    Trackbus(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Runs a command and exits with its code.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        CommandLine line = commandLine(EnvironmentText.of(System.getenv(), EnvironmentText.OF_THIS_PROCESS));
        if (Stream.of(arguments).anyMatch(line.getSubcommands()::containsKey)) {
            System.setProperty("trackbus.log", "System.err");
        }
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        System.exit(line.execute(arguments));
    }

    static CommandLine commandLine(Map<String, String> environment) {
        Trackbus trackbus = new Trackbus(environment);
        CommandLine line = new CommandLine(trackbus)
                .addSubcommand(new JournalCommand(trackbus::settingsOfCommand))
                .addSubcommand(ProgramsCommand.of(trackbus::settingsOfCommand, System.in));
        String[] footer = Settings.ALL.stream()
                .map(each -> "  %-25s %s%s"
                        .formatted(
                                each.name(),
                                each.meaning().replace("%", "%%"),
                                each.fallback().map(text -> " (" + text + ")").orElse("")))
                .toArray(String[]::new);
        CommandLine.IParameterExceptionHandler shown = line.getParameterExceptionHandler();
        line.setParameterExceptionHandler((fault, arguments) -> shown.handleParseException(
                new CommandLine.ParameterException(fault.getCommandLine(), Printable.lines(fault.getMessage())),
                arguments));
        line.setExecutionExceptionHandler((fault, failed, parsed) -> {
            LoggerFactory.getLogger(Trackbus.class).error("ended by a defect; please report it", fault);
            return ExitCode.of(fault).code();
        });
        line.getCommandSpec().usageMessage().footer(footer).width(120);
        return line;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!command.equals("serve")) {
            throw new CommandLine.ParameterException(spec.commandLine(), "There is no command '" + command + "'");
        }
        SettingsText text = settings();
        if (printSettings) {
            spec.commandLine().getOut().print(text.printed());
            spec.commandLine().getOut().flush();
        }
        TrackerConfig config;
        try {
            config = ConfigReader.read(text);
        } catch (InvalidSettingsException e) {
            warnings(text).forEach(spec.commandLine().getErr()::println);
            spec.commandLine().getErr().println(Printable.lines(e.getMessage()));
            return ExitCode.of(e).code();
        }
        if (printSettings) {
            warnings(text).forEach(spec.commandLine().getErr()::println);
            return ExitCode.DONE.code();
        }
        warnings(text).forEach(LoggerFactory.getLogger(Trackbus.class)::warn);
        return new Service(config).run().code();
    }

    private SettingsText settings() {
        return SettingsText.of(environment, Optional.ofNullable(file));
    }

    /** Returns the warnings as they may be printed: names in the environment may have any character. */
    private static List<String> warnings(SettingsText text) {
        return text.warnings().stream().map(Printable::of).toList();
    }

    private SettingsText settingsOfCommand() {
        SettingsText text = settings();
        warnings(text).forEach(spec.commandLine().getErr()::println);
        return text;
    }

    /** The version that the jar's manifest carries. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Trackbus.class.getPackage().getImplementationVersion();
            return new String[] {"trackbus " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
