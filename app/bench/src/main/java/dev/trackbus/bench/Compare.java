package dev.trackbus.bench;

import dev.trackbus.kinesis.stub.ScriptedKinesis;
import dev.trackbus.kinesis.stub.StubCertificate;
import dev.trackbus.local.Checkout;
import dev.trackbus.local.KinesisEndpoint;
import dev.trackbus.local.LocalRedis;
import dev.trackbus.local.Port;
import dev.trackbus.local.SamplePrograms;
import dev.trackbus.local.ServiceSettings;
import dev.trackbus.local.TrackbusProcess;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sets Trackbus beside a bare Vert.x server: one hot program, answered from L1, shipped to a stub over TLS. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Measures what a request costs, as a multiple of what it costs a bare Vert.x server in the same run.")
public final class Compare implements Callable<Integer> {
    @Option(names = "--quick", description = "Three rounds of 5 s in place of seven of 30 s.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there too.")
    private Path json;

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
        Path folder = Files.createTempDirectory("trackbus-bench");
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        StubCertificate certificate = StubCertificate.in(folder);
        ScriptedKinesis stub = ScriptedKinesis.start(
                        vertx, new ScriptedKinesis.Setup(4, false, false, Optional.of(certificate.key())))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        try (LocalRedis redis = LocalRedis.started();
                BareProcess bare = BareProcess.start();
                TrackbusProcess trackbus = trackbus(redis, stub, certificate, folder)) {
            SamplePrograms.load(redis.port());
            Contest contest = new Contest(
                    new Peer("bare Vert.x", bare.uri(), bare.pid()).pinned(),
                    new Peer("Trackbus", trackbus.uri().resolve("/event/212313"), trackbus.pid()).pinned(),
                    quick ? 5 : 30,
                    out());
            contest.warmUp();
            contest.rounds(quick ? 3 : 7);
            report(contest, stub);
        } finally {
            vertx.close();
        }
        return 0;
    }

    private static TrackbusProcess trackbus(
            LocalRedis redis, ScriptedKinesis stub, StubCertificate certificate, Path folder) {
        KinesisEndpoint kinesis = KinesisEndpoint.local(stub.endpoint().getPort());
        Map<String, String> settings = new ServiceSettings(
                        Port.free(), Port.free(), redis.port(), kinesis, folder.resolve("journal"))
                .environment();
        settings.put("AWS_ENDPOINT_URL_KINESIS", stub.endpoint().toString());
        settings.put(
                "JAVA_TOOL_OPTIONS",
                "-Xmx256m -Djavax.net.ssl.trustStore=" + certificate.keyStore() + " -Djavax.net.ssl.trustStorePassword="
                        + certificate.password());
        return TrackbusProcess.start(Checkout.find().trackbusJar(), settings, folder.resolve("trackbus.log"))
                .awaitReady(Duration.ofSeconds(60));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void report(Contest contest, ScriptedKinesis stub) throws IOException {
        row("bare Vert.x", contest.bare());
        row("Trackbus", contest.trackbus());
        long answers = contest.answers();
        out().printf("ratio to bare Vert.x %s%n", contest.ratio());
        out().printf("answers counted by wrk %d, events counted by the stub %d%n", answers, stub.accepted());
        if (stub.accepted() < answers) {
            throw new IOException((answers - stub.accepted()) + " events are missing");
        }
        if (json != null) {
            Files.writeString(json, figures(contest, stub).encodePrettily());
        }
        out().flush();
    }

    private void row(String name, List<Round> rounds) {
        out().printf(
                        "%-12s CPU-s per 100,000 %s, requests/s %s, p99 of the last round %s%n",
                        name,
                        Spread.of(rounds.stream().map(Round::cpuSecondsPer100k).toList()),
                        Spread.of(rounds.stream()
                                .map(each -> each.wrk().perSecond())
                                .toList()),
                        rounds.get(rounds.size() - 1).wrk().p99());
    }

    private static JsonObject figures(Contest contest, ScriptedKinesis stub) {
        Spread cost = Spread.of(
                contest.trackbus().stream().map(Round::cpuSecondsPer100k).toList());
        return new JsonObject()
                .put("ratioToBare", contest.ratio().median())
                .put("cpuSecondsPer100k", cost.median())
                .put("answers", contest.answers())
                .put("events", stub.accepted());
    }
}
