package dev.trackbus.tracker.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.kinesis.stub.ScriptedKinesis;
import dev.trackbus.redis.fault.RedisProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The versions under which {@code programs put} and {@code delete} change programs, with a real Redis. */
class VersionsIT {
    private static final String PROGRAM = "{\"programId\":\"1\",\"programName\":\"%s\",\"checksum\":\"c\","
            + "\"customerId\":1,\"customerName\":\"x\",\"version\":%d}";

    private static Vertx vertx;
    private static RedisProcess redis;

    private ScriptedKinesis stream;
    private StandInUpdater updater;

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
        updater = new StandInUpdater(stream, redis);
    }

    @AfterEach
    void close() throws Exception {
        updater.close();
        await(stream.stop());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
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

    private static Map<String, String> stored() {
        return redis.call(jedis -> jedis.hgetAll("program:1"));
    }

    @Test
    void twoRegionsThatTakeTheSameFileHaveTheSameProgram() {
        String file = PROGRAM.formatted("a", 1_763_744_000_000L);

        CommandRun first = run(file, "put", "-");
        Map<String, String> one = stored();
        redis.call(jedis -> jedis.flushAll());
        CommandRun second = run(file, "put", "-");

        assertThat(first.out()).isEqualTo("1 version 1763744000000 is in Redis" + System.lineSeparator());
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(one).containsEntry("version", "1763744000000").isEqualTo(stored());
    }

    @Test
    void anOlderVersionDoesNotCount() {
        run(PROGRAM.formatted("new", 8), "put", "-");

        CommandRun older = run(PROGRAM.formatted("old", 7), "put", "-");

        assertThat(older.code()).isEqualTo(69);
        assertThat(older.err()).contains("Redis had the newer version 8 before, version 7 does not count");
        assertThat(stored()).containsEntry("programName", "new");
    }

    @Test
    void theSameFileCanBePutAgain() {
        run(PROGRAM.formatted("a", 7), "put", "-");

        assertThat(run(PROGRAM.formatted("a", 7), "put", "-").code()).isZero();
    }

    @Test
    void anotherContentUnderTheSameVersionIsNotSent() {
        run(PROGRAM.formatted("a", 7), "put", "-");

        CommandRun other = run(PROGRAM.formatted("b", 7), "put", "-");

        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("Redis has another content under the same version of 1: ", "--new-version");
        assertThat(stream.accepted()).isEqualTo(1);
    }

    @Test
    void newVersionReplacesTheVersionsOfTheInput() {
        run(PROGRAM.formatted("a", 7), "put", "-");

        CommandRun changed = run(PROGRAM.formatted("b", 7), "put", "-", "--new-version");

        assertThat(changed.out()).matches("1 version \\d{13} is in Redis\\R");
        assertThat(stored()).containsEntry("programName", "b");
    }

    @Test
    void asVersionGivesProgramsWithoutOneTheirs() {
        CommandRun put = run(PROGRAM.formatted("a", 7), "put", "-", "--new-version", "--as-version", "41");
        CommandRun delete = run("", "delete", "1", "--as-version", "42");

        assertThat(put.out()).startsWith("1 version 41 is in Redis");
        assertThat(delete.out()).startsWith("1 deleted: version 42 is in Redis");
    }
}
