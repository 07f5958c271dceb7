package dev.trackbus.bench.journal;

import com.sun.management.OperatingSystemMXBean;
import dev.trackbus.kinesis.journal.Journal;
import dev.trackbus.kinesis.journal.JournalConfig;
import dev.trackbus.kinesis.journal.JournalOpener;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Appends, writes, reads back and confirms; {@code app/bench/journal} starts it. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description = "What the journal costs by itself: every record is written, read back and confirmed.")
public final class JournalBench implements Callable<Integer> {
    private static final long MAX_BYTES = 8L << 30;
    private static final int DELAY_SECONDS = 10;

    @Option(names = "--millions", paramLabel = "N", description = "Records in a round: ${DEFAULT-VALUE} million.")
    private int millions = 5;

    @Option(names = "--rounds", paramLabel = "N", description = "After one to warm up: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(names = "--producers", paramLabel = "N", description = "Threads that append: ${DEFAULT-VALUE}.")
    private int producers = 2;

    @Option(names = "--bytes", paramLabel = "N", description = "Size of a record: ${DEFAULT-VALUE}.")
    private int bytes = 200;

    @Option(names = "--rate", paramLabel = "N", description = "Events a second for the delay: ${DEFAULT-VALUE}.")
    private int rate = 20_000;

    @Option(names = "--fsync", description = "Forces each group of appends to the disk.")
    private boolean fsync;

    @Option(names = "--dir", paramLabel = "DIR", description = "Where; by default a temporary folder.")
    private Path folder;

    @Spec
    private CommandSpec spec;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private JournalBench() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new JournalBench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path home = folder == null ? Files.createTempDirectory("trackbus-journal") : folder;
        ExecutorService owner = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "owner");
            thread.setDaemon(true);
            return thread;
        });
        for (int round = 0; round <= rounds; round++) {
            try (Journal journal = open(home, owner)) {
                throughput(journal, round == 0 ? "warm-up" : "round " + round);
            }
        }
        try (Journal journal = open(home, owner)) {
            delay(journal, "warm-up");
            delay(journal, "answers");
        }
        return 0;
    }

    private Journal open(Path home, ExecutorService owner) throws IOException {
        return JournalOpener.claim(home, JournalConfig.of(MAX_BYTES, fsync), InstantSource.system(), owner);
    }

    private void throughput(Journal journal, String name) throws InterruptedException {
        long each = millions * 1_000_000L / producers;
        List<Producer> all = IntStream.range(0, producers)
                .mapToObj(i -> new Producer(journal, bytes, each, 0))
                .toList();
        Reader reader = new Reader(journal, () -> each * producers - refusals(all));
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        reader.start();
        all.forEach(Thread::start);
        reader.join();
        for (Producer producer : all) {
            producer.join();
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        double cpuSeconds = (system.getProcessCpuTime() - cpu) * 1e-9;
        report(name, all, seconds, cpuSeconds);
    }

    private void report(String name, List<Producer> all, double seconds, double cpuSeconds) {
        Histogram appends = new Histogram(3);
        all.forEach(each -> appends.add(each.appends()));
        say(
                "%-8s %.2f CPU-s a million, %,.0f records/s, append p50 %.2f us, p99 %.2f us, %.1f bytes allocated an"
                        + " append, %d refused",
                name,
                cpuSeconds / millions,
                millions * 1e6 / seconds,
                appends.getValueAtPercentile(50) / 1e3,
                appends.getValueAtPercentile(99) / 1e3,
                all.stream().mapToDouble(Producer::allocatedPerAppend).average().orElse(0),
                refusals(all));
    }

    private static long refusals(List<Producer> all) {
        return all.stream().mapToLong(Producer::refusals).sum();
    }

    private void delay(Journal journal, String name) throws InterruptedException {
        long records = (long) rate * DELAY_SECONDS;
        Reader reader = new Reader(journal, () -> records);
        reader.start();
        Histogram delays = new AnswerDelay(journal, rate).run(bytes, records);
        reader.join();
        say(
                "%-8s at %,d a second: p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms",
                name,
                rate,
                delays.getValueAtPercentile(50) / 1e6,
                delays.getValueAtPercentile(99) / 1e6,
                delays.getValueAtPercentile(99.9) / 1e6);
    }

    private void say(String format, Object... arguments) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, format + "%n", arguments);
        out.flush();
    }
}
