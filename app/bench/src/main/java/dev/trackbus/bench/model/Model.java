package dev.trackbus.bench.model;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what one Region needs and costs a month at some rates; {@code app/bench/model} starts it. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "What one Region needs and costs a month, from measured figures and list prices.",
        footer = {
            "",
            "Assumed: tasks run at half of their CPU with one of three zones lost; shards at 80 %%; 1,200 bytes of HTTP a",
            "request; items of 600 bytes in a table with two indices, kept for 30 days; batches of 500 to the consumer.",
            "The prices stand in Prices.java: list prices, us-east-1, to be checked against AWS's own."
        })
public final class Model implements Callable<Integer> {
    @Option(names = "--rate", split = ",", paramLabel = "N", description = "Requests a second: ${DEFAULT-VALUE}.")
    private List<Double> rates = List.of(1_000.0, 50_000.0, 1_000_000.0);

    @Option(names = "--tracker-cpu", paramLabel = "S", description = "CPU-s per 100,000 requests: ${DEFAULT-VALUE}.")
    private double trackerCpu = 1.33;

    @Option(names = "--consumer-cpu", paramLabel = "S", description = "CPU-s per 100,000 records: ${DEFAULT-VALUE}.")
    private double consumerCpu = 6;

    @Option(names = "--event-bytes", paramLabel = "N", description = "A record on the stream: ${DEFAULT-VALUE}.")
    private double eventBytes = 250;

    @Option(names = "--miss-rate", paramLabel = "R", description = "Share that L1 can't answer: ${DEFAULT-VALUE}.")
    private double missRate = 0.01;

    @Spec
    private CommandSpec spec;

    private Model() {}

    /**
     * Prints the model.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(command().execute(arguments));
    }

    static CommandLine command() {
        return new CommandLine(new Model());
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        for (double rate : rates) {
            print(out, new Load(rate, trackerCpu, consumerCpu, eventBytes, missRate));
        }
        return 0;
    }

    private static void print(PrintWriter out, Load load) {
        List<Line> bill = new RegionModel(load, Prices.LIST).bill();
        double sum = bill.stream().mapToDouble(Line::dollars).sum();
        out.printf(
                Locale.ROOT,
                "%,.0f requests a second%n%n| | | USD a month |%n| --- | --- | ---: |%n",
                load.requestsPerSecond());
        for (Line line : bill) {
            out.printf(Locale.ROOT, "| %s | %s | %,.0f |%n", line.what(), line.amount(), line.dollars());
        }
        double perMillion = sum / load.requestsAMonth() * 1e6;
        out.printf(Locale.ROOT, "| **all** | %.2f USD a million requests | **%,.0f** |%n%n", perMillion, sum);
    }
}
