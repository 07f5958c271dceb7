package dev.trackbus.tracker.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.kinesis.stub.EntryFault;
import dev.trackbus.kinesis.stub.Fault;
import dev.trackbus.kinesis.stub.Received;
import dev.trackbus.kinesis.stub.Script;
import dev.trackbus.kinesis.stub.ScriptedKinesis;
import dev.trackbus.proto.ProgramJson;
import dev.trackbus.redis.fault.RedisProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands with a real Redis, a scripted stream, and a stand-in between them. */
class ProgramsIT {
    private static Vertx vertx;
    private static RedisProcess redis;

    @TempDir
    private Path home;

    private ScriptedKinesis stream;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        redis = new RedisProcess();
    }

    @AfterAll
    static void stop() throws Exception {
        redis.close();
        await(vertx.close());
    }

    @BeforeEach
    void open() throws Exception {
        redis.call(jedis -> jedis.flushAll());
        stream = await(ScriptedKinesis.start(vertx, ScriptedKinesis.Setup.PLAIN));
    }

    @AfterEach
    void close() throws Exception {
        await(stream.stop());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static String program(String id, String name) {
        return "{\"programId\":\"%s\",\"programName\":\"%s\",\"checksum\":\"c\",\"customerId\":1,\"customerName\":\"x\"}"
                .formatted(id, name);
    }

    private CommandRun run(String stdin, String... arguments) {
        return CommandRun.of(
                Map.of(
                        "REDIS_HOST", "127.0.0.1",
                        "REDIS_PORT", Integer.toString(redis.port()),
                        "AWS_REGION", "eu-central-1",
                        "AWS_ACCESS_KEY_ID", "id",
                        "AWS_SECRET_ACCESS_KEY", "secret",
                        "AWS_ENDPOINT_URL_KINESIS", stream.endpoint().toString()),
                stdin,
                arguments);
    }

    private Path csv(int programs) throws IOException {
        String rows = IntStream.range(0, programs)
                .mapToObj(i -> "p" + i + ",name " + i + ",c," + i + ",x,a;b")
                .collect(Collectors.joining("\n"));
        return Files.writeString(
                home.resolve("all.csv"), "programId,programName,checksum,customerId,customerName,requires\n" + rows);
    }

    @Test
    void whatIsPutCanBeGotAndListedAndDeleted() {
        try (StandInUpdater updater = new StandInUpdater(stream, redis)) {
            CommandRun put = run("[" + program("1", "Zürich") + "," + program("2", "b") + "]", "put", "-");
            assertThat(put.err()).isEmpty();
            assertThat(put.code()).isZero();
            assertThat(put.out()).matches("1 version \\d{13} is in Redis\\R2 version \\d{13} is in Redis\\R");

            assertThat(run("", "get", "1").out()).containsPattern("programName +Zürich\\R");
            assertThat(ProgramJson.read(run("", "get", "1", "--json").out()).programName())
                    .isEqualTo("Zürich");
            assertThat(run("", "list").out()).containsPattern("(?m)^1 +\\d{13} +true +1 +Zürich$");

            CommandRun delete = run("", "delete", "1");
            assertThat(delete.code()).isZero();
            assertThat(delete.out()).matches("1 deleted: version \\d{13} is in Redis\\R");
            assertThat(updater).isNotNull();
        }
        CommandRun deleted = run("", "get", "1");
        assertThat(deleted.code()).isEqualTo(2);
        assertThat(deleted.err()).contains("program 1 is deleted by version ");
        assertThat(run("", "list", "--json").out().lines())
                .singleElement()
                .asString()
                .contains("\"programId\":\"2\"");
    }

    @Test
    void whatCommandsATerminalIsShownAsEscapes() {
        redis.call(jedis -> jedis.hset(
                "program:1",
                Map.of(
                        "programName", "\u001b[2J\u009b2J",
                        "\u001b[31m", "\u202e",
                        "checksum", "c",
                        "customerId", "1",
                        "customerName", "x")));

        for (String line : new String[] {"get 1", "get 1 --json", "list", "list --json"}) {
            CommandRun run = run("", line.split(" "));
            assertThat(run.code()).as(line).isZero();
            assertThat(run.out())
                    .as(line)
                    .containsIgnoringCase("\\u001b[2J\\u009b2J")
                    .matches("[\\p{Print}\\s]+");
        }
        assertThat(ProgramJson.read(run("", "get", "1", "--json").out()).programName())
                .isEqualTo("\u001b[2J\u009b2J");
    }

    @Test
    void getSaysWhatIsMissingOrDamaged() {
        redis.call(jedis -> jedis.hset("program:half", "programName", "x"));

        assertThat(run("", "get", "none").code()).isEqualTo(2);
        CommandRun damaged = run("", "get", "half");
        assertThat(damaged.code()).isEqualTo(69);
        assertThat(damaged.err()).contains("program half is damaged in Redis: ");
        assertThat(run("", "list").err()).contains("half: damaged in Redis: ");
    }

    @Test
    void saysThatItIsOnTheStreamButNotInRedis() {
        CommandRun run = run(program("1", "a"), "put", "-", "--timeout", "300ms");

        assertThat(run.code()).isEqualTo(69);
        assertThat(run.err()).contains("on the stream, but not in Redis within 300 ms: 1 of 1 (1 version ");
        assertThat(stream.accepted()).isEqualTo(1);
    }

    @Test
    void doesNotWaitWhereItIsToldSo() {
        CommandRun run = run(program("1", "a"), "put", "-", "--no-wait");

        assertThat(run.code()).isZero();
        assertThat(run.out()).matches("1 version \\d{13} is on CoreDataStream\\R");
    }

    @Test
    void saysThatRedisHasANewerVersion() {
        redis.call(jedis -> jedis.hset("program:1", "version", "9007199254740991"));

        CommandRun run = run(program("1", "a"), "put", "-");

        assertThat(run.code()).isEqualTo(69);
        assertThat(run.err()).contains("1: Redis had the newer version 9007199254740991 before");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void endsWellWhenANewerVersionComesAfterIt() {
        CompletableFuture<Long> other = CompletableFuture.supplyAsync(() -> {
            Awaitility.await().until(() -> stream.accepted() == 1);
            return redis.call(jedis -> jedis.hset("program:1", "version", "9007199254740991"));
        });
        CommandRun run = run(program("1", "a"), "put", "-");

        assertThat(other.join()).isEqualTo(1);
        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("1: the newer version 9007199254740991 came after version ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void loadsAFileAndEndsWhenRedisHasAll() throws IOException {
        stream.play(Script.NORMAL.rejecting(EntryFault.every(7, "InternalFailure")));
        try (StandInUpdater updater = new StandInUpdater(stream, redis)) {
            CommandRun run = run("", "load", csv(1_200).toString());

            assertThat(run.code()).isZero();
            assertThat(run.out()).startsWith("1200 records of 1200 programs are in Redis");
            assertThat(updater).isNotNull();
        }
        Map<String, String> stored = redis.call(jedis -> jedis.hgetAll("program:p1199"));
        assertThat(stored).containsEntry("programName", "name 1199").containsEntry("requires", "a,b");
        assertThat(home).isDirectoryNotContaining("glob:**.progress");
    }

    @Test
    void goesOnWhereAnInterruptedLoadWas() throws IOException {
        Path file = csv(1_200);
        AtomicLong calls = new AtomicLong();
        stream.play(Script.NORMAL.failing(call -> calls.incrementAndGet() > 2
                && Fault.error(500, "InternalFailure").happensTo(call)));

        CommandRun interrupted = run("", "load", file.toString(), "--no-wait", "--timeout", "200ms");

        assertThat(interrupted.code()).isEqualTo(69);
        assertThat(interrupted.err()).contains("1000 of 1200 are on the stream; the same command goes on after them");

        stream.play(Script.NORMAL);
        CommandRun resumed = run("", "load", file.toString(), "--no-wait");

        assertThat(resumed.code()).isZero();
        assertThat(resumed.err()).contains("going on after 1000 of 1200 programs");
        assertThat(resumed.out()).startsWith("200 records of 200 programs are on CoreDataStream");
        assertThat(stream.taken())
                .extracting(Received::partitionKey)
                .hasSize(1_200)
                .doesNotHaveDuplicates();
    }

    @Test
    void beginsAnewWhereItIsToldSo() throws IOException {
        Path file = csv(3);
        LoadState.of(file, "CoreDataStream eu-central-1 " + stream.endpoint()).save(2);

        assertThat(run("", "load", file.toString(), "--no-wait", "--from-start").out())
                .startsWith("3 records");
    }

    @Test
    void takesWhatListWrites() {
        try (StandInUpdater updater = new StandInUpdater(stream, redis)) {
            assertThat(run(program("1", "a") + program("2", "Zürich"), "put", "-")
                            .code())
                    .isZero();
            String listed = run("", "list", "--json").out();

            assertThat(run(listed, "put", "-").code()).isZero();
            assertThat(updater).isNotNull();
        }
        assertThat(stream.taken())
                .extracting(each -> new String(each.data(), StandardCharsets.UTF_8))
                .filteredOn(json -> json.contains("Zürich"))
                .hasSize(2);
    }
}
