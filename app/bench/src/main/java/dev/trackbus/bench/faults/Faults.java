package dev.trackbus.bench.faults;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The long form of the fault suite. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Injects the faults of the matrix into the service as it is shipped and judges what came through.",
        footer = {
            "",
            "An event whose request was answered 200 must be on the stream in the end, with the same content.",
            "Rows 8, 9 and 10 mount small file systems and need root.",
            "Exit codes: 0 all is as promised, 1 a row failed, 2 wrong usage."
        })
public final class Faults implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "ROW", description = "Lines of the matrix; all of them by default.")
    private List<Integer> numbers = List.of();

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds of the rows that are played in rounds.")
    private Integer rounds;

    @Option(names = "--rate", paramLabel = "N", description = "Requests a second, in place of the row's own.")
    private Integer rate;

    @Option(names = "--seconds", paramLabel = "N", description = "How long a fault lasts, in place of the row's own.")
    private Integer seconds;

    @Mixin
    private ServiceJar jar;

    @Option(names = "--list", description = "Prints the rows and exits.")
    private boolean list;

    @Spec
    private CommandSpec spec;

    private Faults() {}

    /**
     * Runs the suite; {@code app/bench/faults} does it with everything in place.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Faults()).execute(arguments));
    }

    @Override
    public Integer call() {
        if (list) {
            list();
            return 0;
        }
        List<Row> rows = chosen();
        Map<Row, Outcome> outcomes = new LinkedHashMap<>();
        try (Ground ground = Ground.prepare(jar.path(), out())) {
            ground.say("logs and journals in %s%n", ground.folder());
            rows.forEach(row -> outcomes.put(row, row.play(ground, scale(row))));
        }
        return report(outcomes);
    }

    private List<Row> chosen() {
        List<Row> rows = new ArrayList<>(Rows.ALL);
        rows.removeIf(row -> !numbers.isEmpty() && !numbers.contains(row.number()));
        for (int number : numbers) {
            if (rows.stream().noneMatch(row -> row.number() == number)) {
                String why = Rows.ELSEWHERE.getOrDefault(number, "see --list");
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "row " + number + " is not played here: " + why);
            }
        }
        return rows;
    }

    private Scale scale(Row row) {
        Scale scale = rounds == null ? row.scale() : row.scale().withRounds(rounds);
        scale = rate == null ? scale : scale.withRate(rate);
        return seconds == null ? scale : scale.withSeconds(seconds);
    }

    private void list() {
        Rows.ALL.forEach(row -> out().printf("%2d  %s%n", row.number(), row.title()));
        Rows.ELSEWHERE.forEach((number, where) -> out().printf("%2d  elsewhere: %s%n", number, where));
        out().flush();
    }

    private int report(Map<Row, Outcome> outcomes) {
        outcomes.forEach(
                (row, outcome) -> out().printf("%2d  %-50s %s%n", row.number(), row.title(), outcome.summary()));
        long failed = outcomes.values().stream()
                .filter(outcome -> !outcome.complaints().isEmpty())
                .count();
        out().printf("%d of %d as promised%n", outcomes.size() - failed, outcomes.size());
        out().flush();
        return failed == 0 ? 0 : 1;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
