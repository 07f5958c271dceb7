package dev.trackbus.tracker.programs;

import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.tracker.ExitCode;
import dev.trackbus.tracker.settings.ConfigReader;
import dev.trackbus.tracker.settings.CoreDataConfig;
import dev.trackbus.tracker.settings.SettingsText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Creates or replaces the programs of a file, and says when Redis has what it sent; the whole file is checked"
                    + " first. A version in the file is kept.",
            "What is on the stream is noted in FILE.progress: after an interruption the same command goes on, and waits"
                    + " for what it sends itself, not for what the interrupted one had sent."
        })
final class LoadCommand extends ProgramsAction {
    private final Supplier<SettingsText> settings;

    @Parameters(
            paramLabel = "FILE",
            description = "FILE.csv: a header row with the names of the fields, requires=a;b. FILE.json: as for put.")
    private Path file;

    @Option(names = "--dry-run", description = "Only checks the file.")
    private boolean dryRun;

    @Option(names = "--from-start", description = "Begins anew, whatever FILE.progress says.")
    private boolean fromStart;

    @Mixin
    private InputVersions versions;

    @Mixin
    private Waiting waiting;

    LoadCommand(Supplier<SettingsText> settings) {
        this.settings = settings;
    }

    @Override
    ExitCode run() {
        CoreDataConfig config = dryRun ? null : ConfigReader.coreData(settings.get());
        try {
            InputCheck check = new InputCheck(
                    file.toString(),
                    versions.latest(InstantSource.system()),
                    versions.conflicts(waiting.asVersion()),
                    program -> {});
            read(check);
            long all = check.passed(this::tell);
            if (dryRun) {
                say(all + " programs are valid; nothing was sent");
                return ExitCode.DONE;
            }
            return load(config, all);
        } catch (IOException e) {
            throw new InvalidInputException(file + " can't be read: " + e);
        }
    }

    private void read(ProgramSink sink) throws IOException {
        ProgramFormat format = ProgramFormat.of(file);
        try (InputStream in = Files.newInputStream(file)) {
            format.read(in, sink);
        }
    }

    private ExitCode load(CoreDataConfig config, long all) throws IOException {
        String endpoint = config.aws().endpoint().map(URI::toString).orElse("");
        LoadState state = LoadState.of(
                file,
                config.stream() + " " + config.aws().region() + " " + endpoint + versions.words(waiting.asVersion()));
        long done = fromStart ? 0 : state.done();
        LoadProgress progress = new LoadProgress(state, done, all, this::tell, System::nanoTime);
        if (done > 0) {
            tell("going on after " + done + " of " + all + " programs, which an earlier load put on the stream");
        }
        try (Delivery delivery = new Delivery(config, waiting, progress, this::tell)) {
            send(done, delivery, progress);
            state.end();
            Delivery.Delivered delivered = delivery.finish();
            int programs = delivered.versions().size();
            say((all - done) + " records of " + programs + " programs are "
                    + (waiting.forRedis() ? "in Redis" : "on " + config.stream()));
            return delivered.outcome(this::tell);
        }
    }

    private void send(long done, Delivery delivery, LoadProgress progress) throws IOException {
        try {
            read(new Rest(done, program -> delivery.send(versions.of(program))));
            delivery.flush();
        } catch (MissingServiceException e) {
            throw new MissingServiceException(e.getMessage() + System.lineSeparator() + progress.interrupted());
        }
    }

    /** The second reading of the file, without what is on the stream. */
    private static final class Rest implements ProgramSink {
        private final Consumer<ProgramDocument> programs;
        private long skip;

        private Rest(long skip, Consumer<ProgramDocument> programs) {
            this.skip = skip;
            this.programs = programs;
        }

        @Override
        public void program(ProgramDocument program) {
            if (skip > 0) {
                skip--;
            } else {
                programs.accept(program);
            }
        }

        @Override
        public void invalid(int line, String why) {
            throw new InvalidInputException("the file has changed while it was read: line " + line + ": " + why);
        }
    }
}
