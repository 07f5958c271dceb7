package dev.trackbus.tracker.programs;

import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.proto.ProgramJson;
import dev.trackbus.redis.ProgramStore;
import dev.trackbus.redis.StoredProgram;
import dev.trackbus.tracker.ExitCode;
import dev.trackbus.tracker.Printable;
import dev.trackbus.tracker.settings.ConfigReader;
import dev.trackbus.tracker.settings.SettingsText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists all programs that Redis has, in no order, without those deleted; damaged ones are named on stderr.",
            "Keys are scanned: Redis is not held up, and what changes meanwhile may be seen or not."
        })
final class ListCommand extends ProgramsAction {
    private static final String ROW = "%-24s %-16s %-8s %-11s %s";

    /** Programs that are in memory at the same time: with the largest of them 3 MiB. */
    private static final int READ = 50;

    private final Supplier<SettingsText> settings;
    private final Set<String> seen = new HashSet<>();

    @Option(names = "--json", description = "As JSON, a line for each program: put and load take that.")
    private boolean json;

    ListCommand(Supplier<SettingsText> settings) {
        this.settings = settings;
    }

    @Override
    ExitCode run() {
        try (BlockingStore store = new BlockingStore(ConfigReader.redis(settings.get()))) {
            String cursor = ProgramStore.START;
            do {
                ProgramStore.Page page = store.scan(cursor);
                List<String> unseen =
                        page.programIds().stream().filter(seen::add).toList();
                if (cursor.equals(ProgramStore.START) && !json) {
                    say(ROW.formatted("programId", "version", "active", "customerId", "programName"));
                }
                for (int from = 0; from < unseen.size(); from += READ) {
                    store.read(unseen.subList(from, Math.min(unseen.size(), from + READ)))
                            .forEach(this::list);
                }
                cursor = page.next();
            } while (!cursor.equals(ProgramStore.START));
        }
        return ExitCode.DONE;
    }

    private void list(StoredProgram stored) {
        if (!stored.corruption().isEmpty()) {
            tell(stored.programId() + ": damaged in Redis: " + stored.corruption());
        }
        stored.document()
                .filter(program -> !program.deleted())
                .ifPresent(program -> say(json ? Printable.of(ProgramJson.write(program)) : row(program)));
    }

    private static String row(ProgramDocument program) {
        return ROW.formatted(
                program.programId(),
                program.version().isPresent() ? program.version().getAsLong() : "-",
                program.active(),
                program.customerId(),
                Printable.of(program.programName()));
    }
}
