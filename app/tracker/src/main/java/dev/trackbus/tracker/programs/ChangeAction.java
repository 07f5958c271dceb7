package dev.trackbus.tracker.programs;

import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.tracker.ExitCode;
import dev.trackbus.tracker.settings.ConfigReader;
import dev.trackbus.tracker.settings.CoreDataConfig;
import dev.trackbus.tracker.settings.SettingsText;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;

/** What the commands share that send a few programs and say of each where it is. */
abstract class ChangeAction extends ProgramsAction implements Delivery.Progress {
    private final Supplier<SettingsText> settings;
    private final String sentence;

    @Mixin
    private Waiting waiting;

    /**
     * @param settings asked when the command runs
     * @param sentence what is said of each program: a format of programId, version and where it is
     */
    ChangeAction(Supplier<SettingsText> settings, String sentence) {
        this.settings = settings;
        this.sentence = sentence;
    }

    /** What is to be sent; asked when the settings are known to be right. */
    abstract List<ProgramDocument> programs();

    @Override
    final ExitCode run() {
        CoreDataConfig config = ConfigReader.coreData(settings.get());
        List<ProgramDocument> programs = programs();
        try (Delivery delivery = new Delivery(config, waiting, this, this::tell)) {
            programs.forEach(delivery::send);
            Delivery.Delivered delivered = delivery.finish();
            String where = waiting.forRedis() ? "in Redis" : "on " + config.stream();
            delivered.versions().forEach((programId, version) -> {
                if (!delivered.newer().containsKey(programId)) {
                    say(sentence.formatted(programId, version, where));
                }
            });
            return delivered.outcome(this::tell);
        }
    }

    @Override
    public void onStream(int count) {
        // Few programs need no progress.
    }

    @Override
    public void awaited(long count) {
        // Few programs need no progress.
    }

    /** Returns the version of programs without one, empty if each gets the time of sending. */
    final OptionalLong asVersion() {
        return waiting.asVersion();
    }
}
