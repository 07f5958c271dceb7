package dev.trackbus.redis;

import static dev.trackbus.redis.RedisFixture.get;
import static dev.trackbus.redis.RedisFixture.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.redis.fault.FaultProxy;
import dev.trackbus.redis.fault.RedisProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens while Redis is gone, and when it is back. */
class ReconnectIT {
    private final Vertx proxies = Vertx.vertx();
    private RedisProcess redis;
    private FaultProxy proxy;

    @BeforeEach
    void start() {
        redis = new RedisProcess();
        proxy = get(FaultProxy.start(proxies, "127.0.0.1", redis.port()));
    }

    @AfterEach
    void stop() {
        get(proxies.close());
        redis.close();
    }

    private static void failsAtOnce(RedisFixture service) {
        long start = System.nanoTime();
        assertThat(service.failureOf("1"))
                .hasMessageContaining("not connected")
                .satisfies(cause -> assertThat(cause.failure()).isEqualTo(Failure.UNAVAILABLE));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(RedisFixture.LIMITS.readTimeout());
    }

    @Test
    void startsWithoutRedisAndIsWellWhenItComes() {
        redis.stop();
        try (RedisFixture service = new RedisFixture(RedisFixture.at(redis.port()))) {
            failsAtOnce(service);
            assertThat(service.condition().healthy()).isFalse();
            redis.start();
            service.awaitWell();
            assertThat(service.find("1")).isEqualTo(new ProgramLookup.Missing(0));
            assertThat(service.epochs).containsExactly(1L);
        }
    }

    @Test
    void failsFastWhileRedisIsGoneAndRaisesTheEpochWhenItIsBack() {
        try (RedisFixture service = new RedisFixture(RedisFixture.at(redis.port())).awaitWell()) {
            redis.stop();
            soon().until(() -> !service.condition().healthy());
            soon().until(() -> service.gauge("trackbus.redis.connected", "link", "commands") == 0);
            failsAtOnce(service);
            assertThat(service.condition().detail())
                    .contains("commands unreachable since", "subscription unreachable since");
            redis.start();
            service.awaitWell();
            Programs.store(redis, "1", Programs.fiveFields("1"));
            assertThat(service.find("1")).isEqualTo(new ProgramLookup.Found(Programs.ofFiveFields("1")));
            assertThat(service.epochs).containsExactly(1L, 2L);
            assertThat(service.count("trackbus.redis.reconnects", "link", "commands"))
                    .isEqualTo(1);
        }
    }

    @Test
    void failsWhoIsWaitingWhenTheConnectionIsLost() {
        try (RedisFixture service = new RedisFixture(RedisFixture.at(proxy.port())).awaitWell()) {
            proxy.delay(Duration.ofMillis(150));
            List<Future<ProgramLookup>> asks =
                    IntStream.range(0, 100).mapToObj(i -> service.ask("p" + i)).toList();
            soon().until(() -> service.gauge("trackbus.redis.reads.waiting") > 0);
            proxy.reset();
            soon().until(() -> asks.stream().allMatch(Future::isComplete));
            assertThat(asks)
                    .allSatisfy(ask -> assertThat(ask.cause()).hasMessageNotContaining("did not answer within"));
            proxy.pass();
            service.awaitWell();
            assertThat(service.gauge("trackbus.redis.reads.in.flight")).isZero();
            assertThat(service.find("1")).isEqualTo(new ProgramLookup.Missing(0));
        }
    }

    @Test
    void answersTimedOutBeforeTheAskerGivesUp() {
        try (RedisFixture service = new RedisFixture(RedisFixture.at(proxy.port())).awaitWell()) {
            proxy.hang();
            assertThat(service.failureOf("1"))
                    .hasMessageContaining("did not answer within 250 ms")
                    .satisfies(cause -> assertThat(cause.failure()).isEqualTo(Failure.TIMED_OUT));
        }
    }

    @Test
    void isWellAgainAfterRedisWasSlow() {
        try (RedisFixture service = new RedisFixture(RedisFixture.at(proxy.port())).awaitWell()) {
            proxy.delay(Duration.ofSeconds(3));
            assertThat(service.fails("1", Failure.TIMED_OUT)).isTrue();
            soon().until(() -> !service.condition().healthy());
            awaitFailures(service, 3);
            proxy.pass();
            service.awaitWell();
            assertThat(service.find("1")).isEqualTo(new ProgramLookup.Missing(0));
            soon().until(() -> proxy.connections() == 2);
            Map<String, String> subscribers = redis.call(jedis -> jedis.pubsubNumSub(RedisFixture.CHANNEL));
            assertThat(subscribers).containsEntry(RedisFixture.CHANNEL, "1");
        }
    }

    @Test
    void givesUpAnAttemptThatHangsOrIsTooSlowAndClosesIt() {
        RedisLimits patient = limits(Duration.ofSeconds(30), Duration.ofMillis(300));
        proxy.hang();
        try (RedisFixture service = new RedisFixture(RedisFixture.at(proxy.port()), patient, null)) {
            awaitFailures(service, 2);
            proxy.pass();
            proxy.delay(Duration.ofMillis(400));
            awaitFailures(service, 6);
            proxy.pass();
            service.awaitWell();
            soon().until(() -> proxy.connections() == 2);
        }
    }

    @Test
    void pausesBrieflyAgainAfterItWasWell() {
        RedisLimits limits = limits(Duration.ofMillis(100), Duration.ofSeconds(1));
        proxy.refuse();
        try (RedisFixture service = new RedisFixture(RedisFixture.at(proxy.port()), limits, null)) {
            awaitFailures(service, 8);
            proxy.pass();
            service.awaitWell();
            for (int round = 1; round <= 3; round++) {
                long pings = redis.calls("ping");
                soon().until(() -> redis.calls("ping") >= pings + 6);
                int epochs = service.epochs.size();
                proxy.cut();
                await().atMost(Duration.ofSeconds(1)).until(() -> service.epochs.size() > epochs);
                service.awaitWell();
            }
        }
    }

    /** With pauses that would grow long. */
    private static RedisLimits limits(Duration pingInterval, Duration connectTimeout) {
        return new RedisLimits(
                Duration.ofMillis(250),
                64,
                1_024,
                pingInterval,
                pingInterval.plusSeconds(2),
                connectTimeout,
                Duration.ofMillis(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10));
    }

    private static void awaitFailures(RedisFixture service, int count) {
        for (String link : new String[] {"commands", "subscription"}) {
            soon().until(() ->
                    service.count("trackbus.redis.connection.failures", "link", link, "reason", "unreachable")
                            >= count);
        }
    }

    @Test
    void findsHalfOpenConnectionsByTheirSilence() {
        try (RedisFixture service = new RedisFixture(RedisFixture.at(proxy.port())).awaitWell()) {
            proxy.hang();
            soon().until(() -> service.gauge("trackbus.redis.connected", "link", "commands") == 0);
            soon().until(() -> service.gauge("trackbus.redis.connected", "link", "subscription") == 0);
            failsAtOnce(service);
            proxy.pass();
            service.awaitWell();
            assertThat(service.find("1")).isEqualTo(new ProgramLookup.Missing(0));
            assertThat(service.epochs).containsExactly(1L, 2L);
        }
    }

    @Test
    void staysConnectedWhileNobodyAsks() {
        try (RedisFixture service = new RedisFixture(RedisFixture.at(redis.port())).awaitWell()) {
            long pings = redis.calls("ping");
            soon().until(() -> redis.calls("ping") >= pings + 10);
            assertThat(service.epochs).containsExactly(1L);
            assertThat(service.condition().healthy()).isTrue();
        }
    }

    @Test
    void isBackWithinSecondsAfterALongerHangWithTheServicesOwnLimits() {
        try (RedisFixture service =
                new RedisFixture(RedisFixture.at(proxy.port()), RedisLimits.DEFAULT, null).awaitWell()) {
            proxy.hang();
            soon().until(() -> !service.condition().healthy());
            proxy.pass();
            long start = System.nanoTime();
            service.awaitWell();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void reconnectsOnceForEachLoss() {
        try (RedisFixture service = new RedisFixture(RedisFixture.at(proxy.port())).awaitWell()) {
            proxy.reset();
            soon().until(() -> service.epochs.size() == 2);
            service.awaitWell();
            proxy.cut();
            soon().until(() -> service.epochs.size() == 3);
            service.awaitWell();
            soon().until(() -> proxy.connections() == 2);
            assertThat(service.count("trackbus.redis.reconnects", "link", "commands"))
                    .isEqualTo(2);
            assertThat(service.count("trackbus.redis.reconnects", "link", "subscription"))
                    .isEqualTo(2);
        }
    }

    @Test
    void leavesNoConnectionBehindWhenItStops() {
        try (RedisFixture service = new RedisFixture(RedisFixture.at(proxy.port())).awaitWell()) {
            assertThat(proxy.connections()).isEqualTo(2);
            service.undeploy();
            soon().until(() -> proxy.connections() == 0);
            assertThat(service.failureOf("1").failure()).isEqualTo(Failure.UNAVAILABLE);
            assertThat(service.registry.find("trackbus.redis.reads.in.flight").gauge())
                    .isNull();
        }
    }

    @Test
    void failsWhoIsWaitingWhenItStops() {
        try (RedisFixture service = new RedisFixture(RedisFixture.at(proxy.port())).awaitWell()) {
            proxy.hang();
            Future<ProgramLookup> ask = service.ask("1");
            soon().until(() -> service.gauge("trackbus.redis.reads.in.flight") == 1);
            service.undeploy();
            soon().until(ask::isComplete);
            assertThat(ask.cause()).hasMessageContaining("stopping");
        }
    }
}
