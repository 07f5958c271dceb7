package dev.trackbus.bench.faults;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The long run; {@code app/bench/soak} starts it. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Loads the service for a long time at a steady rate, with pushes and one outage of Kinesis in the middle.",
            "Once a minute it prints what came of the requests and what the service holds."
        },
        footer = {
            "",
            "Promised: every request answered 200 is on the stream with the same content; heap after a collection,",
            "resident memory, descriptors and threads of the last quarter, by their medians, are at most a tenth above",
            "those of the first, warm-up apart; all is as before the load when nobody is connected.",
            "Exit codes: 0 all is as promised, 1 something is not, 2 wrong usage."
        })
public final class Soak implements Callable<Integer> {
    private static final int ROW = 11;

    @Option(names = "--minutes", paramLabel = "N", description = "How long, warm-up apart: ${DEFAULT-VALUE}.")
    private int minutes = 30;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Requests a second; by default half of what it can serve the driver.")
    private int rate;

    @Option(names = "--pushes", paramLabel = "N", description = "Programs changed a second: ${DEFAULT-VALUE}.")
    private int pushes = 100;

    @Option(names = "--programs", paramLabel = "N", description = "How many take turns: ${DEFAULT-VALUE}.")
    private int programs = 1_000;

    @Mixin
    private ServiceJar jar;

    @Spec
    private CommandSpec spec;

    private Soak() {}

    /**
     * Runs it; {@code app/bench/soak} does it with everything in place.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(command().execute(arguments));
    }

    static CommandLine command() {
        return new CommandLine(new Soak());
    }

    @Override
    public Integer call() {
        if (minutes < 1 || rate < 0 || pushes < 0 || programs < 0) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--minutes must be at least 1, the others at least 0");
        }
        Endurance endurance = new Endurance(Duration.ofMinutes(minutes), programs, pushes);
        Row row = new Row(ROW, "soak with pushes and an outage", Scale.rounds(1, rate), () -> endurance);
        try (Ground ground = Ground.prepare(jar.path(), spec.commandLine().getOut())) {
            ground.say("logs and journals in %s%n", ground.folder());
            return row.play(ground, row.scale()).complaints().isEmpty() ? 0 : 1;
        }
    }
}
