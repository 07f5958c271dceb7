package dev.trackbus.tracker;

import dev.trackbus.kinesis.JournalReplay;
import dev.trackbus.kinesis.buffer.DeadLetter;
import dev.trackbus.kinesis.journal.JournalDirectory;
import dev.trackbus.kinesis.journal.JournalInspection;
import dev.trackbus.kinesis.journal.JournalSearch;
import dev.trackbus.tracker.settings.ConfigReader;
import dev.trackbus.tracker.settings.InvalidSettingsException;
import dev.trackbus.tracker.settings.SettingsText;
import dev.trackbus.tracker.settings.TrackerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What an operator does with a journal that no process uses: look into it, and ship what is in it. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(inspect | replay)",
        description = "Looks into journals that no process uses, or ships what is in them.")
final class JournalCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JournalReplay.Remaining NOTHING = new JournalReplay.Remaining(0, 0);

    private final Supplier<SettingsText> settings;

    @Spec
    private CommandSpec spec;

    /**
     * @param settings asked when a command needs them
     */
    JournalCommand(Supplier<SettingsText> settings) {
        this.settings = settings;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Shows segments, checkpoint, backlog, corruption, dead letters and quarantine; changes nothing.")
    int inspect(
            @Parameters(paramLabel = "DIR", description = "A JOURNAL_DIR, or one instance's folder in it.") Path dir) {
        return each(dir, this::inspectOne);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Ships what is in it to STREAM_NAME; exits with 75 where events remain, with 65 where only dead letters do.")
    int replay(
            @Parameters(paramLabel = "DIR", description = "A JOURNAL_DIR, or one instance's folder in it.") Path dir,
            @Option(names = "--dead-letters", description = "Tries events again that Kinesis called invalid.")
                    boolean deadLetters) {
        TrackerConfig config;
        try {
            config = ConfigReader.read(settings.get());
        } catch (InvalidSettingsException e) {
            tell(e.getMessage());
            return ExitCode.SETTINGS.code();
        }
        JournalReplay.ReplayOptions options =
                new JournalReplay.ReplayOptions(config.kinesis().stream(), config.aws(), deadLetters, PATIENCE);
        return each(dir, instance -> replayOne(instance, options));
    }

    /** Something to do with one instance's folder; says what remains in it. */
    @FunctionalInterface
    private interface Work {
        JournalReplay.Remaining on(Path instance) throws IOException;
    }

    private int each(Path dir, Work work) {
        long events = 0;
        long deadLetters = 0;
        try {
            JournalSearch search = JournalSearch.in(dir);
            if (search.journals().isEmpty()) {
                tell(search.problem());
                return ExitCode.USAGE.code();
            }
            for (Path instance : search.journals()) {
                JournalReplay.Remaining remaining = work.on(instance);
                events += remaining.events();
                deadLetters += remaining.deadLetters();
            }
        } catch (IOException e) {
            tell(dir + ": " + e.getMessage());
            return ExitCode.of(e).code();
        } finally {
            out().flush();
        }
        return ExitCode.remaining(events, deadLetters).code();
    }

    private JournalReplay.Remaining inspectOne(Path instance) throws IOException {
        JournalInspection seen = JournalInspection.of(instance);
        out().printf("%s%n  checkpoint %d%n", instance, seen.checkpoint());
        for (JournalInspection.SegmentSummary each : seen.segments()) {
            out().printf(
                            "  %s %d bytes, %d records, %d corrupt places%n",
                            each.name(), each.bytes(), each.records(), each.corruptions());
        }
        out().printf("  backlog %d events of %d bytes%n", seen.backlogRecords(), seen.backlogBytes());
        out().printf(
                        "  corrupt %d places, dead letters %d%n",
                        seen.corruptions(), seen.deadLetters().size());
        for (DeadLetter each : seen.deadLetters()) {
            out().printf(
                            "  %s event %s: %s%n",
                            Printable.of(each.file()), Printable.of(each.key()), Printable.of(each.why()));
        }
        seen.corruptLetters().forEach(name -> out().printf("  %s is corrupt%n", Printable.of(name)));
        seen.quarantined()
                .forEach((name, bytes) -> out().printf("  %s %d bytes, in quarantine%n", Printable.of(name), bytes));
        return NOTHING;
    }

    private JournalReplay.Remaining replayOne(Path instance, JournalReplay.ReplayOptions options) throws IOException {
        if (!JournalDirectory.isUsed(instance)) {
            out().printf("%s: nothing to ship, only files in quarantine%n", instance);
            return NOTHING;
        }
        JournalReplay.Remaining remaining = JournalReplay.run(instance, options, now -> out().printf(
                        "%s: %d shipped, %d remain%s%n",
                        instance, now.shipped(), now.remaining(), now.trouble().isEmpty() ? "" : "; " + now.trouble())
                .flush());
        if (remaining.deadLetters() > 0) {
            out().printf(
                            "%s: %d dead letters remain%s%n",
                            instance,
                            remaining.deadLetters(),
                            options.deadLetters() ? "" : ", which --dead-letters tries again");
        }
        return remaining;
    }

    private void tell(String lines) {
        spec.commandLine().getErr().println(Printable.lines(lines));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
