package dev.trackbus.bench;

import dev.trackbus.local.TrackbusProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sets Trackbus beside a bare Vert.x server, a Router and nginx: one hot program, then the other cases. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Measures what a request costs, as a multiple of what it costs a bare Vert.x server in the same run.")
public final class Compare implements Callable<Integer> {
    private static final int[] PERCENT_OF_PEAK = {25, 50, 75};
    private static final int OPEN_LOOP_SECONDS = 10;

    @Option(names = "--quick", description = "The hot case alone, three rounds of 5 s.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there too.")
    private Path json;

    @Option(
            names = "--against",
            paramLabel = "JAR",
            description = "Measures another build of Trackbus beside this one.")
    private Path other;

    @Spec
    private CommandSpec spec;

    private Compare() {}

    /**
     * Runs the comparison; {@code app/bench/compare} does it with everything in place.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Compare()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        try (Stand stand = new Stand();
                ServerProcess bareProcess = ServerProcess.java(BareServer.class);
                TrackbusProcess process = stand.trackbus("journaled")) {
            Peer bare = bareProcess.peer("bare Vert.x");
            Peer trackbus = Stand.peer("Trackbus", process);
            JsonObject figures = hot(stand, bare, trackbus);
            if (!quick) {
                figures.put("openLoop", openLoop(bare, trackbus, figures.getDouble("requestsPerSecond")));
                figures.put("cases", new Cases(stand, bare, out()).run(trackbus));
            }
            if (json != null) {
                Files.writeString(json, figures.encodePrettily());
            }
        }
        return 0;
    }

    private JsonObject hot(Stand stand, Peer bare, Peer trackbus) throws IOException, InterruptedException {
        Optional<TrackbusProcess> rival = Optional.ofNullable(other).map(jar -> stand.trackbus(jar, "journaled"));
        Optional<ServerProcess> nginx = ServerProcess.nginx(stand.folder());
        try (ServerProcess router = ServerProcess.java(RouterServer.class)) {
            List<Peer> peers = new ArrayList<>(List.of(bare, trackbus));
            if (rival.isPresent()) {
                peers.add(Stand.peer("the other Trackbus", rival.get()));
            }
            peers.add(router.peer("vertx-web Router"));
            if (nginx.isPresent()) {
                peers.add(nginx.get().peer("nginx with a log"));
            } else {
                out().println("nginx is left out: install it (Debian: apt-get install nginx-light)");
            }
            return hot(stand, peers, rival.isPresent() ? 2 : 1);
        } finally {
            rival.ifPresent(TrackbusProcess::close);
            nginx.ifPresent(ServerProcess::close);
        }
    }

    /** Behind the bare server come so many that ship their events to the stub. */
    private JsonObject hot(Stand stand, List<Peer> peers, int shipping) throws IOException, InterruptedException {
        Contest contest = new Contest(peers, Shape.HOT, quick ? 5 : 10, out());
        List<Peer> ours = peers.subList(1, 1 + shipping);
        long answers = 0;
        for (Peer peer : peers) {
            answers += contest.warmUp(peer, quick ? 9 : 12) * (ours.contains(peer) ? 1 : 0);
        }
        contest.run(quick ? 3 : 5).print("Hot program");
        answers += ours.stream().mapToLong(contest::answers).sum();
        long events = stand.events();
        out().printf("answers counted by wrk %d, events counted by the stub %d%n", answers, events);
        out().flush();
        if (events < answers) {
            throw new IOException((answers - events) + " events are missing");
        }
        Peer trackbus = ours.get(0);
        return new JsonObject()
                .put("ratioToBare", contest.ratio(trackbus).median())
                .put(
                        "cpuSecondsPer100k",
                        contest.spread(trackbus, Round::cpuSecondsPer100k).median())
                .put(
                        "requestsPerSecond",
                        contest.spread(trackbus, each -> each.wrk().perSecond()).median())
                .put("answers", answers)
                .put("events", events)
                .put("hot", contest.toJson());
    }

    /** Both at the same rates, in per cent of what Trackbus answers in a closed loop. */
    private JsonObject openLoop(Peer bare, Peer trackbus, double peak) {
        JsonObject figures = new JsonObject();
        int slowly = (int) (peak * PERCENT_OF_PEAK[0] / 100);
        List.of(bare, trackbus).forEach(peer -> OpenLoop.run(peer.url(), slowly, OPEN_LOOP_SECONDS));
        out().printf("%nOpen loop, p50 / p99 / p99.9 ms from when a request was due%n");
        for (int percent : PERCENT_OF_PEAK) {
            int perSecond = (int) (peak * percent / 100);
            Latency ofBare = Latency.of(OpenLoop.run(bare.url(), perSecond, OPEN_LOOP_SECONDS));
            Latency ofTrackbus = Latency.of(OpenLoop.run(trackbus.url(), perSecond, OPEN_LOOP_SECONDS));
            out().printf("%d %% of %.0f/s: bare %s, Trackbus %s%n", percent, peak, ofBare, ofTrackbus);
            out().flush();
            figures.put(
                    percent + "%",
                    new JsonObject()
                            .put("perSecond", perSecond)
                            .put("bare", ofBare.toJson())
                            .put("trackbus", ofTrackbus.toJson()));
        }
        return figures;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
