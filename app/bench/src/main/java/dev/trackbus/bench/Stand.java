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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/** What Trackbus needs beside it: a Kinesis stub over TLS that counts, and a Redis with the sample programs. */
final class Stand implements AutoCloseable {
    private static final int SHARDS = 4;
    private static final int PIPELINED = 1_000;
    private static final String VALID = "212313";

    private final Path folder = Files.createTempDirectory("trackbus-bench");
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final StubCertificate certificate = StubCertificate.in(folder);
    private final LocalRedis redis = LocalRedis.started();
    private final ScriptedKinesis stub;
    private int services;

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

    /** Programs p1 … pN, all as valid as the sample. Blocks. */
    void loadPrograms(int count) {
        Map<String, String> fields = new HashMap<>(SamplePrograms.all().stream()
                .filter(program -> program.programId().equals(VALID))
                .findFirst()
                .orElseThrow()
                .fields());
        fields.remove("programId");
        try (Jedis client = new Jedis("127.0.0.1", redis.port());
                Pipeline pipeline = client.pipelined()) {
            for (int i = 1; i <= count; i++) {
                pipeline.hset("program:p" + i, fields);
                if (i % PIPELINED == 0) {
                    pipeline.sync();
                }
            }
            pipeline.sync();
        }
    }

    /** A service in a process of its own; its journal's folder is new. */
    TrackbusProcess trackbus(Path jar, String journalMode) {
        KinesisEndpoint kinesis = KinesisEndpoint.local(stub.endpoint().getPort());
        Path journal = folder.resolve("journal-" + services++);
        Map<String, String> settings =
                new ServiceSettings(Port.free(), Port.free(), redis.port(), kinesis, journal).environment();
        settings.put("AWS_ENDPOINT_URL_KINESIS", stub.endpoint().toString());
        settings.put("JOURNAL_MODE", journalMode);
        settings.put(
                "JAVA_TOOL_OPTIONS",
                "-Xmx256m -Djavax.net.ssl.trustStore=" + certificate.keyStore() + " -Djavax.net.ssl.trustStorePassword="
                        + certificate.password());
        return TrackbusProcess.start(jar, settings, folder.resolve("trackbus-" + services + ".log"))
                .awaitReady(Duration.ofSeconds(60));
    }

    TrackbusProcess trackbus(String journalMode) {
        return trackbus(Checkout.find().trackbusJar(), journalMode);
    }

    static Peer peer(String name, TrackbusProcess process) throws IOException, InterruptedException {
        Peer peer = new Peer(name, process.uri().resolve("/event/" + VALID), process.pid());
        peer.pin();
        return peer;
    }

    @Override
    public void close() {
        redis.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
