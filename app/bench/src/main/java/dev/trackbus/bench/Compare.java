package dev.trackbus.bench;

import dev.trackbus.local.Checkout;
import dev.trackbus.local.TrackbusProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sets Trackbus beside a bare Vert.x server, a Router and nginx: one hot program, then the other cases. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Measures what a request costs, as a multiple of what it costs a bare Vert.x server in the same run.")
public final class Compare implements Callable<Integer> {
    @Option(names = "--quick", description = "The hot case alone, three rounds of 5 s.")
    private boolean quick;

    @Option(names = "--case", paramLabel = "NAME", description = "That case alone; a wrong name shows all.")
    private String name;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there too.")
    private Path json;

    @Option(
            names = "--against",
            paramLabel = "JAR",
            description = "Measures another build of Trackbus beside this one in the hot case.")
    private Path other;

    @Option(
            names = "--against-jvm",
            paramLabel = "OPTIONS",
            description = "JVM options of that other Trackbus, which without --against is this build.")
    private String jvm;

    @Spec
    private CommandSpec spec;

    private Compare() {}

    /**
     * Runs the comparison; {@code app/bench/compare} does it with everything in place.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(command().execute(arguments));
    }

    static CommandLine command() {
        return new CommandLine(new Compare());
    }

    @Override
    public Integer call() throws Exception {
        List<Case> cases = chosen();
        try (Stand stand = new Stand();
                ServerProcess bareProcess = ServerProcess.java(BareServer.class);
                TrackbusProcess process = stand.trackbus("journaled")) {
            Arena arena = new Arena(stand, bareProcess.peer("bare Vert.x"), Stand.peer("Trackbus", process), out());
            JsonObject figures = name == null
                    ? new HotCase(stand, quick, out()).run(arena.bare(), arena.trackbus(), rival())
                    : new JsonObject();
            boolean all = play(cases, arena, figures);
            if (json != null) {
                Files.writeString(json, figures.encodePrettily());
            }
            return all ? 0 : 1;
        }
    }

    private Optional<HotCase.Rival> rival() {
        if (other == null && jvm == null) {
            return Optional.empty();
        }
        Path jar = other == null ? Checkout.find().trackbusJar() : other;
        return Optional.of(new HotCase.Rival(jar, jvm == null ? "" : jvm));
    }

    private List<Case> chosen() {
        if (name == null) {
            return quick ? List.of() : Cases.ALL;
        }
        return List.of(Cases.named(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "no case " + name + "; there are " + Cases.names())));
    }

    /** Whether all could be played; one that could not takes nothing from the others. */
    private static boolean play(List<Case> cases, Arena arena, JsonObject figures) throws InterruptedException {
        JsonObject played = new JsonObject();
        boolean all = true;
        for (Case each : cases) {
            try {
                played.put(each.name(), each.play().on(arena, each.title()));
            } catch (IOException e) {
                all = false;
                arena.say("%s was not played to its end: %s", each.title(), e);
            }
        }
        figures.put("cases", played);
        return all;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
