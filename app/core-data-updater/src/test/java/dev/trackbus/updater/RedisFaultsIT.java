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

/** Redis fails before, in and between batches. */
class RedisFaultsIT {
    private final Vertx vertx = Vertx.vertx();
    private final RedisProcess redis = new RedisProcess();
    private FaultProxy proxy;
    private UpdateStep step;

    @BeforeEach
    void start() {
        proxy = get(FaultProxy.start(vertx, "127.0.0.1", redis.port()));
        step = CoreData.step(proxy.port());
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
                .mapToObj(i -> CoreData.record(CoreData.program("p" + i, version)))
                .toList();
    }

    private List<Outcome> process(List<StreamRecord> records) {
        return step.process(records, CoreData.MINUTE);
    }

    private long stored(long version) {
        return redis.call(jedis -> jedis.keys("program:*").stream()
                .filter(key -> Long.toString(version).equals(jedis.hget(key, "version")))
                .count());
    }

    @Test
    void meetsAConnectionThatDiedMeanwhileWithANewOne() {
        process(batch(1, 1));
        proxy.cut();

        assertThat(process(batch(3, 2))).containsOnly(new Outcome.Stored());
    }

    @Test
    void retriesAllWhileRedisIsAway() {
        proxy.refuse();
        List<Outcome> outcomes = process(batch(3, 1));

        assertThat(outcomes).hasSize(3).hasOnlyElementsOfType(Outcome.Retry.class);
        proxy.pass();
        assertThat(process(batch(3, 1))).containsOnly(new Outcome.Stored());
    }

    @Test
    void skipsNothingWhenRedisFailsWithinABatch() {
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
    void givesUpOnARedisThatHangs() {
        process(batch(1, 1));
        proxy.hang();

        assertThat(process(batch(1, 2))).hasOnlyElementsOfType(Outcome.Retry.class);
        proxy.pass();
        assertThat(process(batch(1, 2))).hasOnlyElementsOfType(Outcome.Stored.class);
    }

    /** A step to a server that takes the greeting as Redis does, and then does something else. */
    private UpdateStep stepTo(Handler<NetSocket> then) {
        Handler<NetSocket> server = socket -> socket.handler(greeting -> {
            socket.handler(ignored -> {});
            socket.write("*2\r\n$5\r\nproto\r\n:2\r\n");
            then.handle(socket);
        });
        return CoreData.step(get(vertx.createNetServer().connectHandler(server).listen(0, "127.0.0.1"))
                .actualPort());
    }

    @Test
    void givesUpOnARedisThatReadsNothingOfManyRecords() {
        String large = ",\"note\":\"" + "x".repeat(60_000) + "\"";
        List<StreamRecord> records = IntStream.range(0, 300)
                .mapToObj(i -> CoreData.record(CoreData.program("p" + i, 2, large)))
                .toList();
        UpdateStep deaf = stepTo(NetSocket::pause);

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(60), () -> deaf.process(records, CoreData.MINUTE)))
                .hasSize(300)
                .hasOnlyElementsOfType(Outcome.Retry.class);
    }

    @Test
    void awaitsNoMoreAnswersWhenTheTimeIsUp() {
        UpdateStep slow = stepTo(socket -> vertx.setPeriodic(500, now -> socket.write(":1\r\n")));
        Deadline deadline = Deadline.after(Duration.ofSeconds(2), System::nanoTime);

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> slow.process(batch(200, 1), deadline)))
                .endsWith(new Outcome.Retry("Redis: no time left"));
    }

    @Test
    void storesAfterARestartThatLostScriptAndData() {
        process(batch(2, 1));
        redis.stop();
        redis.start();

        assertThat(process(batch(2, 1))).containsOnly(new Outcome.Stored());
        assertThat(stored(1)).isEqualTo(2);
    }

    @Test
    void keepsTheOldProgramWhenRedisHasNoMemoryLeft() {
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
    void logsInWithTheSecretsText() {
        redis.call(jedis -> jedis.configSet("requirepass", "right"));
        UpdateStep withSecret = CoreData.step(CoreData.config(redis.port(), Optional.of("trackbus/redis")));

        assertThat(withSecret.process(batch(1, 1), CoreData.MINUTE)).containsOnly(new Outcome.Stored());
        assertThat(process(batch(1, 1))).hasOnlyElementsOfType(Outcome.Retry.class);
    }

    /** The rights that the README names. */
    @Test
    void logsInAsAUserOfTheAccessControlList() {
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
        UpdateStep asUser =
                CoreData.step(CoreData.config(redis.port(), Optional.of("updater"), Optional.of("trackbus/redis")));

        assertThat(asUser.process(batch(2, 1), CoreData.MINUTE)).containsOnly(new Outcome.Stored());
        assertThat(asUser.process(List.of(CoreData.record(CoreData.deletion("1", 2))), CoreData.MINUTE))
                .containsOnly(new Outcome.Stored());
        String clients = redis.call(jedis -> jedis.clientList());
        assertThat(clients).contains("user=updater");
        int denied = redis.call(jedis -> jedis.aclLog().size());
        assertThat(denied).isZero();
    }

    @Test
    void publishesLaterWhatCouldNotBePublished() {
        redis.call(jedis -> jedis.aclSetUser("default", "-publish"));
        assertThat(process(batch(1, 1))).hasOnlyElementsOfType(Outcome.Retry.class);
        redis.call(jedis -> jedis.aclSetUser("default", "+publish"));

        assertThat(process(batch(1, 1))).doesNotHaveAnyElementsOfTypes(Outcome.Retry.class);
        assertThat(redis.calls("publish")).isEqualTo(1);
    }

    @Test
    void changesNothingAndTellsNobodyWhenItIsOlder() {
        process(batch(1, 5));
        long published = redis.calls("publish");
        process(List.of(CoreData.record(CoreData.program("p0", 4))));

        assertThat(redis.calls("publish")).isEqualTo(published);
        assertThat(stored(5)).isEqualTo(1);
    }
}
