package dev.trackbus.updater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.trackbus.function.Deadline;
import dev.trackbus.function.Outcome;
import dev.trackbus.function.StreamRecord;
import dev.trackbus.redis.fault.FaultProxy;
import dev.trackbus.redis.fault.RedisProcess;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Test of failures of Redis before, during and between batches. */
class RedisFaultsIT {
    private final Vertx vertx = Vertx.vertx();
    private final RedisProcess redis = new RedisProcess();
    private FaultProxy proxy;
    private CoreDataProcessor processor;

    @BeforeEach
    void start() {
        proxy = get(FaultProxy.start(vertx, "127.0.0.1", redis.port()));
        processor = CoreDataFixture.processor(proxy.port());
    }

    @AfterEach
    void stop() {
        get(vertx.close());
        redis.close();
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static List<StreamRecord> batch(int size, long version) {
        return IntStream.range(0, size)
                .mapToObj(i -> CoreDataFixture.record(CoreDataFixture.program("p" + i, version)))
                .toList();
    }

    private List<Outcome> process(List<StreamRecord> records) {
        return processor.process(records, CoreDataFixture.DEADLINE);
    }

    private long stored(long version) {
        return redis.call(jedis -> jedis.keys("program:*").stream()
                .filter(key -> Long.toString(version).equals(jedis.hget(key, "version")))
                .count());
    }

    @Test
    void replacesALostConnection() {
        process(batch(1, 1));
        proxy.cut();

        assertThat(process(batch(3, 2))).containsOnly(new Outcome.Stored());
    }

    @Test
    void retriesAllRecordsWhileRedisIsDown() {
        proxy.refuse();
        List<Outcome> outcomes = process(batch(3, 1));

        assertThat(outcomes).hasSize(3).hasOnlyElementsOfType(Outcome.Retry.class);
        proxy.pass();
        assertThat(process(batch(3, 1))).containsOnly(new Outcome.Stored());
    }

    @Test
    void skipsNoRecordWhenRedisFailsWithinABatch() {
        process(batch(1, 1));
        proxy.throttle(200_000);
        vertx.setTimer(300, now -> {
            proxy.refuse();
            proxy.reset();
        });
        List<Outcome> outcomes = process(batch(3_000, 2));
        proxy.pass();

        int first = IntStream.range(0, outcomes.size())
                .filter(i -> outcomes.get(i) instanceof Outcome.Retry)
                .findFirst()
                .orElseThrow();
        assertThat(outcomes.subList(first, outcomes.size())).hasOnlyElementsOfType(Outcome.Retry.class);
        assertThat(stored(2)).isBetween((long) first, 2_999L);
        assertThat(process(batch(3_000, 2).subList(first, 3_000)))
                .doesNotHaveAnyElementsOfTypes(Outcome.Retry.class, Outcome.Rejected.class);
        assertThat(stored(2)).isEqualTo(3_000);
    }

    @Test
    void retriesAfterTheTimeoutOfAHangingRedis() {
        process(batch(1, 1));
        proxy.hang();

        assertThat(process(batch(1, 2))).hasOnlyElementsOfType(Outcome.Retry.class);
        proxy.pass();
        assertThat(process(batch(1, 2))).hasOnlyElementsOfType(Outcome.Stored.class);
    }

    /** Returns a processor of a server that accepts the greeting like Redis, then runs the given handler. */
    private CoreDataProcessor processorOf(Handler<NetSocket> then) {
        Handler<NetSocket> server = socket -> socket.handler(greeting -> {
            socket.handler(ignored -> {});
            socket.write("*2\r\n$5\r\nproto\r\n:2\r\n");
            then.handle(socket);
        });
        return CoreDataFixture.processor(
                get(vertx.createNetServer().connectHandler(server).listen(0, "127.0.0.1"))
                        .actualPort());
    }

    @Test
    void doesNotBlockOnARedisThatReadsNothing() {
        String large = ",\"note\":\"" + "x".repeat(60_000) + "\"";
        List<StreamRecord> records = IntStream.range(0, 300)
                .mapToObj(i -> CoreDataFixture.record(CoreDataFixture.program("p" + i, 2, large)))
                .toList();
        CoreDataProcessor unread = processorOf(NetSocket::pause);

        assertThat(assertTimeoutPreemptively(
                        Duration.ofSeconds(60), () -> unread.process(records, CoreDataFixture.DEADLINE)))
                .hasSize(300)
                .hasOnlyElementsOfType(Outcome.Retry.class);
    }

    @Test
    void awaitsNoResultAfterTheDeadline() {
        CoreDataProcessor slow = processorOf(socket -> vertx.setPeriodic(500, now -> socket.write(":1\r\n")));
        Deadline deadline = Deadline.after(Duration.ofSeconds(2), System::nanoTime);

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> slow.process(batch(200, 1), deadline)))
                .endsWith(new Outcome.Retry("Redis: no time left"));
    }

    @Test
    void storesAfterARestartWithoutScriptAndData() {
        process(batch(2, 1));
        redis.stop();
        redis.start();

        assertThat(process(batch(2, 1))).containsOnly(new Outcome.Stored());
        assertThat(stored(1)).isEqualTo(2);
    }

    @Test
    void keepsTheOldOrTheNewProgramAtTheMemoryLimit() {
        process(batch(1, 1));
        redis.call(jedis -> jedis.configSet("maxmemory", "1"));
        List<Outcome> outcomes = process(batch(1, 2));
        redis.call(jedis -> jedis.configSet("maxmemory", "0"));

        assertThat(stored(1) + stored(2)).isEqualTo(1);
        if (outcomes.get(0) instanceof Outcome.Retry) {
            assertThat(process(batch(1, 2))).containsOnly(new Outcome.Stored());
        }
        assertThat(stored(2)).isEqualTo(1);
    }

    @Test
    void authenticatesWithTheSecret() {
        redis.call(jedis -> jedis.configSet("requirepass", "right"));
        CoreDataProcessor withSecret =
                CoreDataFixture.processor(CoreDataFixture.config(redis.port(), Optional.of("trackbus/redis")));

        assertThat(withSecret.process(batch(1, 1), CoreDataFixture.DEADLINE)).containsOnly(new Outcome.Stored());
        assertThat(process(batch(1, 1))).hasOnlyElementsOfType(Outcome.Retry.class);
    }

    /** Uses exactly the permissions that README names. */
    @Test
    void authenticatesAsAUserOfTheAccessControlList() {
        redis.call(jedis -> jedis.aclSetUser(
                "updater",
                "on",
                ">right",
                "~program:*",
                "resetchannels",
                "&program-updates",
                "+eval",
                "+evalsha",
                "+hget",
                "+del",
                "+hset",
                "+pexpire",
                "+publish"));
        CoreDataProcessor asUser = CoreDataFixture.processor(
                CoreDataFixture.config(redis.port(), Optional.of("updater"), Optional.of("trackbus/redis")));

        assertThat(asUser.process(batch(2, 1), CoreDataFixture.DEADLINE)).containsOnly(new Outcome.Stored());
        assertThat(asUser.process(
                        List.of(CoreDataFixture.record(CoreDataFixture.deletion("1", 2))), CoreDataFixture.DEADLINE))
                .containsOnly(new Outcome.Stored());
        String clients = redis.call(jedis -> jedis.clientList());
        assertThat(clients).contains("user=updater");
        int denied = redis.call(jedis -> jedis.aclLog().size());
        assertThat(denied).isZero();
    }

    @Test
    void publishesAgainAfterAFailedPublish() {
        redis.call(jedis -> jedis.aclSetUser("default", "-publish"));
        assertThat(process(batch(1, 1))).hasOnlyElementsOfType(Outcome.Retry.class);
        redis.call(jedis -> jedis.aclSetUser("default", "+publish"));

        assertThat(process(batch(1, 1))).doesNotHaveAnyElementsOfTypes(Outcome.Retry.class);
        assertThat(redis.calls("publish")).isEqualTo(1);
    }

    @Test
    void publishesNothingForAnOlderVersion() {
        process(batch(1, 5));
        long published = redis.calls("publish");
        process(List.of(CoreDataFixture.record(CoreDataFixture.program("p0", 4))));

        assertThat(redis.calls("publish")).isEqualTo(published);
        assertThat(stored(5)).isEqualTo(1);
    }
}
