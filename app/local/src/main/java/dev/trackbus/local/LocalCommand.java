package dev.trackbus.local;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.trackbus.proto.EventProto;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command line of infra/local/start. */
@Command(
        name = "infra/local/start",
        description = "Runs Trackbus, its Lambda functions, Redis and AWS emulators on this machine until Ctrl-C.",
        footer = {
            "",
            "The emulators are kinesis-mock and DynamoDB Local. --localstack uses LocalStack for all of AWS: in a",
            "container if a Docker engine answers, otherwise in host mode. If AWS_ENDPOINT_URL_KINESIS (or",
            "AWS_ENDPOINT_URL) is set, that Kinesis is used instead, and missing streams are created there."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"2:wrong usage", "69:a required tool, port or service is missing; the message says what to do"},
        showDefaultValues = true)
public final class LocalCommand implements Callable<Integer> {
    private static final int MISSING = 69;

    @Option(names = "--http-port", paramLabel = "N", defaultValue = "8080", description = "Port of the tracking API.")
    private int httpPort;

    @Option(names = "--redis-port", paramLabel = "N", defaultValue = "6379", description = "Port of Redis.")
    private int redisPort;

    @Option(names = "--kinesis-port", paramLabel = "N", defaultValue = "4568", description = "Port of Kinesis.")
    private int kinesisPort;

    @Option(names = "--dynamodb-port", paramLabel = "N", defaultValue = "8000", description = "Port of DynamoDB Local.")
    private int dynamoDbPort;

    @Option(
            names = "--localstack",
            description = "Use LocalStack instead of the lightweight emulators (starts slower, closer to AWS).")
    private boolean localStack;

    @Option(names = "--management-port", paramLabel = "N", defaultValue = "9090", description = "Port of the metrics.")
    private int managementPort;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "Folder for logs and journal (default: app/local/target/run).")
    private Path dir = Checkout.find().run();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help and exit.")
    private boolean help;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    private final Map<String, String> environment;
    private final JsonFormat.Printer json =
            JsonFormat.printer().alwaysPrintFieldsWithNoPresence().omittingInsignificantWhitespace();

    LocalCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Runs until the process receives a signal, or until a required part is missing.
     *
     * @param arguments options, see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(commandLine(System.getenv()).execute(arguments));
    }

    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine line = new CommandLine(new LocalCommand(environment));
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (!(exception instanceof MissingServiceException)) {
                throw exception;
            }
            if (!ChildProcess.isShuttingDown()) {
                command.getErr().println(exception.getMessage());
            }
            return MISSING;
        });
        line.setParameterExceptionHandler((exception, arguments) -> {
            exception.getCommandLine().getErr().println(exception.getMessage() + " (see --help)");
            return CommandLine.ExitCode.USAGE;
        });
        return line;
    }

    @Override
    public Integer call() {
        LocalConfig config;
        LocalRun run;
        try {
            config = new LocalConfig(
                    httpPort, managementPort, redisPort, kinesisPort, dynamoDbPort, dir.toAbsolutePath());
            run = new LocalRun(config, Checkout.find(), environment, localStack, this::print);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        TrackbusProcess service = run.start(event -> print(text(event)), item -> print("stored " + item));
        print("");
        print("ready " + service.uri());
        UsageExamples.of(config).forEach(this::print);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> print("stopping")));
        int code = service.exit().join();
        throw new MissingServiceException("Trackbus exited with code " + code + ": see " + service.log());
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private String text(EventProto.TrackingEvent event) {
        try {
            return json.print(event);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
