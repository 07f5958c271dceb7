package dev.trackbus.redis;

import static dev.trackbus.redis.RedisFixture.LIMITS;
import static dev.trackbus.redis.RedisFixture.get;
import static dev.trackbus.redis.RedisFixture.soon;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.redis.fault.FaultProxy;
import dev.trackbus.redis.fault.RedisProcess;
import dev.trackbus.redis.fault.RedisStub;
import io.vertx.core.Vertx;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redis is connected and refuses commands. */
class RefusalIT {
    private final Vertx stubs = Vertx.vertx();

    @AfterEach
    void stop() {
        get(stubs.close());
    }

    private static void showsItsRefusal(RedisFixture service, String code) {
        soon().until(() -> service.condition().detail().contains(code));
        assertThat(service.condition().healthy()).isFalse();
        assertThat(service.condition().detail()).doesNotContain("127.0.0.1");
        assertThat(service.gauge("trackbus.redis.connected", "link", "commands"))
                .isZero();
        assertThat(service.fails("1", Failure.UNAVAILABLE)).isTrue();
    }

    private static void isHealthyAgainWithoutTraffic(RedisFixture service) {
        soon().until(() -> service.condition().healthy());
        assertThat(service.gauge("trackbus.redis.connected", "link", "commands"))
                .isEqualTo(1);
    }

    private static Object call(RedisProcess redis, String command, String... arguments) {
        return redis.call(jedis -> jedis.sendCommand(() -> command.getBytes(US_ASCII), arguments));
    }

    private static void addSlots(RedisProcess redis, int first, int last) {
        redis.call(jedis ->
                jedis.clusterAddSlots(IntStream.rangeClosed(first, last).toArray()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MOVED 3999 127.0.0.1:6381",
                "NOPERM this user has no permissions to run the 'hgetall' command",
                "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
                "LOADING Redis is loading the dataset in memory",
                "OOM command not allowed when used memory > 'maxmemory'.",
                "READONLY You can't write against a read only replica.",
                "BUSY Redis is busy running a script.",
                "CLUSTERDOWN Hash slot not served",
                "NOAUTH Authentication required.",
                "WRONGPASS invalid username-password pair or user is disabled.",
                "MISCONF Redis is configured to save RDB snapshots",
                "NOREPLICAS Not enough good replicas to write.",
                "ERR unknown command 'HGETALL'"
            })
    void isUnhealthyWhileReadsAreRefused(String error) {
        RedisStub redis = get(RedisStub.start(stubs));
        try (RedisFixture service = new RedisFixture(RedisFixture.at(redis.port())).awaitWell()) {
            redis.refuse(error);
            showsItsRefusal(service, error.substring(0, error.indexOf(' ')));
            redis.accept();
            isHealthyAgainWithoutTraffic(service);
            assertThat(service.find("1")).isEqualTo(new ProgramLookup.Missing(0));
        }
    }

    @Test
    void staysUnhealthyWhileOnlyOtherProgramsAreAnswered() {
        try (RedisProcess redis = new RedisProcess();
                RedisFixture service = new RedisFixture(RedisFixture.at(redis.port())).awaitWell()) {
            call(redis, "ACL", "SETUSER", "default", "resetkeys", "~program:a*", "~program:health-check");
            assertThat(service.fails("b", Failure.UNAVAILABLE)).isTrue();
            assertThat(service.find("a")).isEqualTo(new ProgramLookup.Missing(0));
            assertThat(service.condition().healthy()).isFalse();
        }
    }

    @Test
    void countsRefusedReadsByTheirCode() {
        RedisStub redis = get(RedisStub.start(stubs));
        try (RedisFixture service = new RedisFixture(RedisFixture.at(redis.port())).awaitWell()) {
            redis.refuse("LOADING Redis is loading");
            assertThat(service.fails("1", Failure.UNAVAILABLE)).isTrue();
            assertThat(service.count("trackbus.redis.refused", "code", "LOADING"))
                    .isPositive();
            redis.refuse("NEWCODE of a later Redis");
            assertThat(service.fails("1", Failure.UNAVAILABLE)).isTrue();
            assertThat(service.count("trackbus.redis.refused", "code", "other")).isPositive();
        }
    }

    @Test
    void logsOneLineForManyRefusedReads() {
        RedisStub redis = get(RedisStub.start(stubs));
        try (LogLines log = new LogLines(ReadHealth.class);
                RedisFixture service = new RedisFixture(RedisFixture.at(redis.port())).awaitWell()) {
            for (int round = 0; round < 20; round++) {
                redis.refuse("MOVED 3999 127.0.0.1:6381");
                IntStream.range(0, 10).forEach(i -> service.failureOf("unknown-" + i));
                redis.accept();
                soon().until(() -> service.condition().healthy());
            }
            assertThat(log.with("refuses reads: MOVED 3999 127.0.0.1:6381")).hasSize(1);
        }
    }

    @Test
    void isUnhealthyWhileAllReadsTimeOut() {
        try (RedisProcess redis = new RedisProcess()) {
            FaultProxy proxy = get(FaultProxy.start(stubs, "127.0.0.1", redis.port()));
            try (LogLines log = new LogLines(ReadHealth.class);
                    RedisFixture service = new RedisFixture(RedisFixture.at(proxy.port())).awaitWell()) {
                proxy.delay(LIMITS.readTimeout().multipliedBy(3).dividedBy(4));
                for (int i = 0; i < 5; i++) {
                    assertThat(service.fails("1", Failure.TIMED_OUT)).isTrue();
                }
                awaitLateCheck(redis);
                assertThat(service.condition().healthy()).isFalse();
                assertThat(service.condition().detail())
                        .contains("reads not answered in time", "timeout")
                        .doesNotContain("127.0.0.1");
                assertThat(service.gauge("trackbus.redis.connected", "link", "commands"))
                        .isZero();
                assertThat(log.with("does not answer reads in time")).hasSize(1);
                proxy.pass();
                isHealthyAgainWithoutTraffic(service);
            }
        }
    }

    private static void awaitLateCheck(RedisProcess redis) {
        long reads = redis.calls("hgetall");
        soon().until(() -> redis.calls("hgetall") > reads + 3);
    }

    @Test
    void isUnhealthyWithoutPermissionToRead() {
        try (RedisProcess redis = new RedisProcess();
                RedisFixture service = new RedisFixture(RedisFixture.at(redis.port())).awaitWell()) {
            call(redis, "ACL", "SETUSER", "default", "-hgetall");
            showsItsRefusal(service, "NOPERM");
            call(redis, "ACL", "SETUSER", "default", "+hgetall");
            isHealthyAgainWithoutTraffic(service);
        }
    }

    @Test
    void isUnhealthyOnAReplicaThatLostItsPrimary() {
        try (RedisProcess redis = new RedisProcess();
                RedisFixture service = new RedisFixture(RedisFixture.at(redis.port())).awaitWell()) {
            call(redis, "CONFIG", "SET", "replica-serve-stale-data", "no");
            call(redis, "REPLICAOF", "127.0.0.1", "1");
            showsItsRefusal(service, "MASTERDOWN");
            call(redis, "REPLICAOF", "NO", "ONE");
            isHealthyAgainWithoutTraffic(service);
        }
    }

    @Test
    void isUnhealthyOnAClusterWithoutSlots() {
        try (RedisProcess redis = RedisProcess.inClusterMode();
                RedisFixture service = new RedisFixture(RedisFixture.at(redis.port()))) {
            showsItsRefusal(service, "CLUSTERDOWN");
            addSlots(redis, 0, 16_383);
            isHealthyAgainWithoutTraffic(service);
        }
    }

    @Test
    void isUnhealthyOnOneNodeOfACluster() {
        try (RedisProcess first = RedisProcess.inClusterMode();
                RedisProcess second = RedisProcess.inClusterMode()) {
            addSlots(first, 0, 8_191);
            addSlots(second, 8_192, 16_383);
            call(first, "CLUSTER", "MEET", "127.0.0.1", Integer.toString(second.port()));
            soon().until(() ->
                    new String((byte[]) call(first, "CLUSTER", "INFO"), US_ASCII).contains("cluster_state:ok"));
            try (RedisFixture service = new RedisFixture(RedisFixture.at(first.port()))) {
                soon().until(() -> {
                    IntStream.range(0, 8).forEach(i -> service.ask("p" + i));
                    return service.condition().detail().contains("MOVED");
                });
                assertThat(service.condition().healthy()).isFalse();
                assertThat(service.condition().detail()).doesNotContain("127.0.0.1");
            }
        }
    }
}
