package dev.trackbus.bench.functions;

import dev.trackbus.bench.Spread;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sets the two functions beside plain loops on real DynamoDB Local and Redis; {@code app/bench/functions} starts it. */
@Command(
        name = "functions",
        mixinStandardHelpOptions = true,
        description =
                "Measures what a record costs the event consumer and the core-data updater, beside a plain loop that checks "
                        + "nothing in the same run, and how long a changed program takes to the next answer.")
public final class Functions implements Callable<Integer> {
    private static final double GOAL = 1.5;

    @Option(names = "--quick", description = "Five rounds in place of fifteen, 200 pushes in place of 1,000.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there too.")
    private Path json;

    @Spec
    private CommandSpec spec;

    private final JsonObject figures = new JsonObject();

    private Functions() {}

    /**
     * Runs all of it.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(command().execute(arguments));
    }

    static CommandLine command() {
        return new CommandLine(new Functions());
    }

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("trackbus-functions");
        try (EventStore store = new EventStore()) {
            compete(store, 10, folder, List.of(Contestant.EVENT_CONSUMER, Contestant.PLAIN_EVENTS));
        }
        try (ProgramStore store = new ProgramStore()) {
            compete(
                    store,
                    40,
                    folder,
                    List.of(Contestant.CORE_DATA_UPDATER, Contestant.PLAIN_PROGRAMS, Contestant.PIPELINED_PROGRAMS));
            store.clear();
            push(new PushLatency(store, folder).measure(quick ? 200 : 1_000));
        }
        if (json != null) {
            Files.writeString(json, figures.encodePrettily());
        }
        return 0;
    }

    private void compete(Store store, int batches, Path folder, List<Contestant> contestants) throws IOException {
        try (Match match = new Match(store, batches, folder, contestants)) {
            match.requireSameContent();
            match.warmUp(quick ? 3 : 6);
            match.run(quick ? 5 : 15);
            say(
                    "| rounds of %,d records | records/s | CPU-s per 100,000 |%n| --- | --- | --- |%n",
                    batches * Match.BATCH);
            for (Contestant each : contestants) {
                row(each, match);
            }
            Contestant function = contestants.get(0);
            for (Contestant loop : contestants.subList(1, contestants.size())) {
                Spread ratio = match.ratio(function, loop);
                figures.getJsonObject(function.name()).put("ratioTo" + loop.name(), ratio.median());
                say("CPU of the %s as a multiple of %s: %s%n", function.title(), loop.title(), ratio);
            }
            say("the goal is %.1f at most%n%n", GOAL);
        }
    }

    private void row(Contestant contestant, Match match) {
        Spread rate = match.spread(contestant, Usage::recordsPerSecond);
        Spread cpu = match.spread(contestant, Usage::cpuSecondsPer100k);
        figures.put(
                contestant.name(),
                new JsonObject().put("recordsPerSecond", rate.median()).put("cpuSecondsPer100k", cpu.median()));
        say("| %s | %,.0f (%,.0f-%,.0f) | %s |%n", contestant.title(), rate.median(), rate.least(), rate.most(), cpu);
    }

    private void push(Spread millis) {
        int count = millis.ascending().size();
        double p99 = millis.at(0.99);
        figures.put(
                "push",
                new JsonObject()
                        .put("count", count)
                        .put("median", millis.median())
                        .put("p99", p99));
        say(
                "push, %d changes: median %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                count, millis.median(), p99, millis.most());
    }

    private void say(String format, Object... figures) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, format, figures);
        out.flush();
    }
}
