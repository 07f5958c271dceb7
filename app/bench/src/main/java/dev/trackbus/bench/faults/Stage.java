package dev.trackbus.bench.faults;

import dev.trackbus.kinesis.stub.ScriptedKinesis;
import dev.trackbus.local.KinesisEndpoint;
import dev.trackbus.local.Port;
import dev.trackbus.local.ServiceSettings;
import dev.trackbus.local.TrackbusProcess;
import dev.trackbus.redis.fault.FaultProxy;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Driver → Trackbus → proxy → scripted Kinesis, and the judge. Trackbus may end and be started again, on the same ports
 * and the same journal, while the driver goes on. One thread plays.
 */
final class Stage implements AutoCloseable {
    static final int SHARDS = 4;

    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LETTING_GO = Duration.ofSeconds(15);
    private static final int CONNECTIONS = 256;
    private static final String JVM = "-Xms256m -Xmx256m -XX:+AlwaysPreTouch -XX:-UseDynamicNumberOfCompilerThreads"
            + " -XX:-UseDynamicNumberOfGCThreads";

    private final Ground ground;
    private final Path folder;
    private final Outcome outcome;
    private final Ledger ledger = new Ledger();
    private final ScriptedKinesis kinesis;
    private final FaultProxy network;
    private final Map<String, String> settings;
    private final Driver driver;
    private final Judge judge;
    private TrackbusProcess service;
    private Start firstStart;
    private ProcessFigures idle;

    Stage(Ground ground) {
        this.ground = ground;
        this.outcome = new Outcome(ground);
        this.kinesis = Await.result(ScriptedKinesis.start(
                ground.vertx(), new ScriptedKinesis.Setup(SHARDS, false, true, Optional.empty())));
        this.network = Await.result(
                FaultProxy.start(ground.vertx(), "127.0.0.1", kinesis.endpoint().getPort()));
        try {
            this.folder = Files.createTempDirectory(ground.folder(), "stage");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.settings = settings(Port.free());
        this.driver = driver(CONNECTIONS);
        this.judge = new Judge(kinesis::taken, ledger);
    }

    private Map<String, String> settings(int httpPort) {
        KinesisEndpoint endpoint = KinesisEndpoint.local(network.port());
        Map<String, String> all = new ServiceSettings(
                        httpPort, Port.free(), ground.redis().port(), endpoint, folder.resolve("journal"))
                .environment();
        all.put("JAVA_TOOL_OPTIONS", JVM);
        return all;
    }

    /** Changes a setting for the starts to come. */
    Stage with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** Changes the JVM's options for the starts to come. */
    Stage jvm(String options) {
        return with("JAVA_TOOL_OPTIONS", options);
    }

    /** The usual options of the JVM. */
    static String usualJvm() {
        return JVM;
    }

    Path folder() {
        return folder;
    }

    /** Where the journal is. */
    Path journal() {
        return Path.of(settings.get("JOURNAL_DIR"));
    }

    /** What the service's metrics are now. */
    MetricsPage metrics() {
        return MetricsPage.of(Integer.parseInt(settings.get("MANAGEMENT_PORT")));
    }

    /** Where the programs are. */
    int redisPort() {
        return ground.redis().port();
    }

    /** Starts Trackbus and does not wait. */
    TrackbusProcess launch() {
        service = TrackbusProcess.start(ground.jar(), settings, log());
        return service;
    }

    /** Starts Trackbus and waits until it is ready. */
    Start start() {
        long start = System.nanoTime();
        launch().awaitReady(READY);
        Start now = Start.of(service.pid(), Duration.ofNanos(System.nanoTime() - start));
        firstStart = firstStart == null ? now : firstStart;
        idle = figures();
        return now;
    }

    /** Complains about a start that was slower than promised. */
    void expectQuick(Start start) {
        outcome.say("ready after %s, the first time after %s", start, firstStart);
        outcome.expect(start.isQuick(firstStart), "ready only after %s, the first time after %s", start, firstStart);
    }

    /** What the service holds now. */
    ProcessFigures figures() {
        return ProcessFigures.of(service.pid());
    }

    /**
     * What the service holds while events wait. It is looked at until that is as small as it should be, beside that base,
     * or the time is over: a call under way has its events once more on the heap, and again as its bytes.
     */
    ProcessFigures figuresBeside(ProcessFigures base) {
        AtomicReference<ProcessFigures> now = new AtomicReference<>();
        Await.until(LETTING_GO, LOOK, () -> {
            now.set(figures());
            return now.get().isAsSmallAs(base);
        });
        return now.get();
    }

    /** What it holds when it is warm and nobody is connected: to be asked for under load, before the fault. */
    ProcessFigures base() {
        return figures().withDescriptorsOf(idle);
    }

    /** Complains where it does not come back to that after the load. */
    void expectBackAt(ProcessFigures base) {
        boolean back = Await.until(LETTING_GO, () -> figures().isBackAt(base));
        ProcessFigures now = figures();
        outcome.say("before the fault %s, afterwards %s", base, now);
        outcome.expect(back, "not back at %s but %s", base, now);
    }

    /** Another one on the same journal directory, with ports of its own; the driver does not know it. */
    TrackbusProcess startBeside() {
        Map<String, String> beside = settings(Port.free());
        beside.put("JOURNAL_DIR", settings.get("JOURNAL_DIR"));
        return TrackbusProcess.start(ground.jar(), beside, folder.resolve("beside.log"))
                .awaitReady(READY);
    }

    /** What Trackbus says. */
    Path log() {
        return folder.resolve("trackbus.log");
    }

    TrackbusProcess service() {
        return service;
    }

    ScriptedKinesis kinesis() {
        return kinesis;
    }

    FaultProxy network() {
        return network;
    }

    Driver driver() {
        return driver;
    }

    /** Carries what takes part beside Trackbus. */
    Vertx vertx() {
        return ground.vertx();
    }

    /** Where Trackbus listens. */
    int httpPort() {
        return Integer.parseInt(settings.get("HTTP_PORT"));
    }

    /** Another driver with so many connections, which keeps the same ledger; its user closes it. */
    Driver driver(int connections) {
        return new Driver(ground.vertx(), httpPort(), connections, ledger);
    }

    Ledger ledger() {
        return ledger;
    }

    Judge judge() {
        return judge;
    }

    Outcome outcome() {
        return outcome;
    }

    /** Ends the driver's phase and tells what became of it. */
    Tally phase(String name) {
        return outcome.phase(name, driver.nextPhase());
    }

    /** Load for a time, until the JVM has compiled what is hot; its figures do not count. */
    void warmUp(int perSecond) {
        driver.rate(perSecond);
        Await.pass(WARM_UP);
        outcome.say("warm-up: %s", driver.nextPhase());
    }

    /** Load until all requests of a second are answered; its figures do not count. */
    void awaitServing(int perSecond) {
        driver.rate(perSecond);
        boolean serves = Await.until(READY, LOOK, () -> driver.nextPhase().isWhole());
        outcome.expect(serves, "not all requests of a second are answered after %s", READY);
    }

    /** Load for a time, then the driver's phase is ended and told. */
    Tally load(String name, int perSecond, Duration time) {
        driver.rate(perSecond);
        Await.pass(time);
        return phase(name);
    }

    /** Kinesis can no longer be reached. */
    void cutOff() {
        network.refuse();
        network.cut();
    }

    /** Waits until everything that was promised by now has been delivered; whether it came to that. */
    boolean awaitDelivered(Duration limit) {
        int below = ledger.ids();
        return Await.until(limit, POLL, () -> {
            judge.read();
            return judge.missing(below, id -> true).isEmpty();
        });
    }

    /**
     * After the fault: a fresh request is answered, and everything is delivered within the limit.
     *
     * @return what the judge found; what is lost or altered has been complained about
     */
    Findings settle(Duration limit) {
        driver.rest();
        outcome.expect(driver.sendOne(), "a fresh request is not answered: %s", driver.phase());
        long start = System.nanoTime();
        boolean drained = awaitDelivered(limit);
        outcome.say(
                "drained after %d ms",
                Duration.ofNanos(System.nanoTime() - start).toMillis());
        outcome.expect(drained, "not drained within %s", limit);
        awaitQuiet();
        return outcome.judged(judge.findings());
    }

    /** Waits until nothing arrives any more. */
    void awaitQuiet() {
        long before = -1;
        while (kinesis.accepted() != before) {
            before = kinesis.accepted();
            Await.pass(Duration.ofSeconds(1));
        }
    }

    @Override
    public void close() {
        driver.rest();
        driver.close();
        if (service != null) {
            service.kill();
        }
        Await.result(network.close());
        Await.result(kinesis.stop());
    }
}
