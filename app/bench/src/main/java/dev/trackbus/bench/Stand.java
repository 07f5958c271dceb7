package dev.trackbus.bench;

import dev.trackbus.kinesis.stub.Script;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/** What Trackbus needs beside it: a Kinesis stub over TLS that counts, and a Redis with the sample programs. */
final class Stand implements AutoCloseable {
    private static final int SHARDS = 4;
    private static final int PIPELINED = 1_000;
    private static final Pattern READS = Pattern.compile("cmdstat_hgetall:calls=(\\d+)");

    private final Path folder = Files.createTempDirectory("trackbus-bench");
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final StubCertificate certificate = StubCertificate.in(folder);
    private final LocalRedis redis = LocalRedis.started();
    private final ScriptedKinesis stub;
    private int services;
    private int programs;

    Stand() throws Exception {
        this.stub = ScriptedKinesis.start(
                        vertx, new ScriptedKinesis.Setup(SHARDS, false, false, Optional.of(certificate.key())))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        SamplePrograms.load(redis.port());
    }

    Path folder() {
        return folder;
    }

    /** How many events the stub has taken. */
    long events() {
        return stub.accepted();
    }

    /** From now on Kinesis answers so late. */
    void delayKinesis(Duration delay) {
        stub.play(Script.NORMAL.delayed(delay));
    }

    int redisPort() {
        return redis.port();
    }

    /** Puts programs p1 … pN there, those that are missing. Blocks. */
    void loadPrograms(int count) {
        try (Jedis client = new Jedis("127.0.0.1", redis.port());
                Pipeline pipeline = client.pipelined()) {
            for (; programs < count; programs++) {
                pipeline.hset(
                        "program:p" + (programs + 1),
                        ProgramCopies.number(programs + 1).fields());
                if (programs % PIPELINED == 0) {
                    pipeline.sync();
                }
            }
            pipeline.sync();
        }
    }

    /** How often a program has been read from Redis. */
    long lookUps() {
        try (Jedis client = new Jedis("127.0.0.1", redis.port())) {
            return lookUps(client.info("commandstats"));
        }
    }

    static long lookUps(String commandStatistics) {
        Matcher calls = READS.matcher(commandStatistics);
        return calls.find() ? Long.parseLong(calls.group(1)) : 0;
    }

    /** A service in a process of its own; its journal's folder is new. */
    TrackbusProcess trackbus(Path jar, String journalMode, String jvm) {
        KinesisEndpoint kinesis = KinesisEndpoint.local(stub.endpoint().getPort());
        Path journal = folder.resolve("journal-" + services++);
        Map<String, String> settings =
                new ServiceSettings(Port.free(), Port.free(), redis.port(), kinesis, journal).environment();
        settings.put("AWS_ENDPOINT_URL_KINESIS", stub.endpoint().toString());
        settings.put("JOURNAL_MODE", journalMode);
        settings.put(
                "JAVA_TOOL_OPTIONS",
                "-Xmx256m " + String.join(" ", ServerProcess.WEIGHTS) + " -Djavax.net.ssl.trustStore="
                        + certificate.keyStore() + " -Djavax.net.ssl.trustStorePassword=" + certificate.password() + " "
                        + jvm);
        return TrackbusProcess.start(jar, settings, folder.resolve("trackbus-" + services + ".log"))
                .awaitReady(Duration.ofSeconds(60));
    }

    TrackbusProcess trackbus(String journalMode) {
        return trackbus(Checkout.find().trackbusJar(), journalMode, "");
    }

    static Peer peer(String name, TrackbusProcess process) throws IOException, InterruptedException {
        Peer peer = new Peer(name, process.uri().resolve("/event/" + ProgramCopies.VALID), process.pid());
        peer.pin();
        return peer;
    }

    @Override
    public void close() {
        redis.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
