package dev.trackbus.redis;

import static dev.trackbus.redis.RedisFixture.get;
import static dev.trackbus.redis.RedisFixture.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.ProgramChanged;
import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.proto.ProgramJson;
import dev.trackbus.redis.fault.FaultProxy;
import dev.trackbus.redis.fault.RedisProcess;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** Pushes of a real Redis. */
class SubscriptionIT {
    private RedisProcess redis;
    private RedisFixture service;

    @BeforeEach
    void connect() {
        redis = new RedisProcess();
        service = new RedisFixture(RedisFixture.at(redis.port())).awaitWell();
    }

    @AfterEach
    void close() {
        service.close();
        redis.close();
    }

    private void published(String message, ProgramChanged expected) {
        Programs.publish(redis, message);
        soon().untilAsserted(() -> assertThat(service.changes).containsExactly(expected));
    }

    @Test
    void tellsTheNewStateOfAProgram() {
        published(
                ProgramJson.write(new ProgramDocument(Programs.allFields("1"))),
                new ProgramChanged.Updated(Programs.ofAllFields("1"), 1));
    }

    @Test
    void tellsThatAProgramIsDeleted() {
        published("{\"programId\":\"1\",\"deleted\":true,\"version\":8}", new ProgramChanged.Deleted("1", 8, 1));
    }

    @Test
    void tellsThatAProgramOfTheReferenceIsOutdated() {
        published(
                ProgramJson.write(new ProgramDocument(Programs.fiveFields("1"))), new ProgramChanged.Outdated("1", 1));
    }

    @Test
    void countsAndIgnoresWhatIsNoProgram() {
        Programs.publish(redis, "no JSON");
        Programs.publish(redis, "x".repeat(1_000_000));
        published("{\"programId\":\"1\",\"deleted\":true,\"version\":8}", new ProgramChanged.Deleted("1", 8, 1));
        assertThat(service.count("trackbus.redis.pushes")).isEqualTo(3);
        assertThat(service.count("trackbus.redis.pushes.invalid")).isEqualTo(2);
        assertThat(service.condition().healthy()).isTrue();
    }

    @Test
    void subscribesAgainAndRaisesTheEpochWhenTheSubscriptionIsKilled() {
        assertThat(service.epochs).containsExactly(1L);
        redis.call(jedis -> jedis.clientKill(new ClientKillParams().type(ClientType.PUBSUB)));
        soon().until(() -> service.epochs.size() == 2);
        service.awaitWell();
        assertThat(service.epochs).containsExactly(1L, 2L);
        published("{\"programId\":\"1\",\"deleted\":true,\"version\":8}", new ProgramChanged.Deleted("1", 8, 2));
        assertThat(service.count("trackbus.redis.reconnects", "link", "commands"))
                .isZero();
        Map<String, String> subscribers = redis.call(jedis -> jedis.pubsubNumSub(RedisFixture.CHANNEL));
        assertThat(subscribers).containsEntry(RedisFixture.CHANNEL, "1");
    }

    @Test
    void tellsTenThousandPushesInTheirOrder() {
        redis.call(jedis -> {
            Pipeline pipeline = jedis.pipelined();
            for (int i = 1; i <= 10_000; i++) {
                pipeline.publish(RedisFixture.CHANNEL, "{\"programId\":\"1\",\"deleted\":true,\"version\":" + i + "}");
            }
            pipeline.sync();
            return null;
        });
        soon().until(() -> service.count("trackbus.redis.pushes") == 10_000);
        soon().until(() -> service.changes.size() == 10_000);
        List<Long> versions = service.changes.stream()
                .map(change -> ((ProgramChanged.Deleted) change).version())
                .toList();
        assertThat(versions).isEqualTo(LongStream.rangeClosed(1, 10_000).boxed().toList());
        assertThat(service.epochs).containsExactly(1L);
    }

    @Test
    void losesNoPushThatMeetsAPing() {
        withDelay(proxied -> {
            for (int sent = 1; sent <= 30; sent++) {
                int all = sent;
                Programs.publish(redis, "{\"programId\":\"1\",\"deleted\":true,\"version\":" + sent + "}");
                soon().until(() -> proxied.changes.size() == all);
            }
            assertThat(proxied.epochs).containsExactly(1L);
        });
    }

    @Test
    void readsAgainForWhoAsksAfterAPush() {
        withDelay(proxied -> {
            long before = proxied.reads();
            Future<ProgramLookup> early = proxied.ask("1");
            Programs.publish(redis, "{\"programId\":\"1\",\"deleted\":true,\"version\":8}");
            soon().until(() -> proxied.changes.size() == 1);
            assertThat(early.isComplete()).isFalse();
            proxied.find("1");
            assertThat(proxied.reads() - before).isEqualTo(2);
        });
    }

    @Test
    void readsAgainForWhoAsksInANewEpoch() {
        withDelay(proxied -> {
            long before = proxied.reads();
            List<String> asked = new ArrayList<>();
            redis.call(jedis -> jedis.clientKill(new ClientKillParams().type(ClientType.PUBSUB)));
            soon().pollInterval(Duration.ofMillis(10)).until(() -> {
                asked.add("p" + asked.size());
                proxied.ask(asked.get(asked.size() - 1));
                return proxied.epochs.size() == 2;
            });
            List<Future<ProgramLookup>> again = asked.subList(asked.size() - 5, asked.size()).stream()
                    .map(proxied::ask)
                    .toList();
            soon().until(() -> again.stream().allMatch(Future::isComplete));
            assertThat(proxied.reads() - before).isGreaterThan(asked.size());
        });
    }

    private void withDelay(Consumer<RedisFixture> test) {
        FaultProxy proxy = get(FaultProxy.start(service.vertx, "127.0.0.1", redis.port()));
        try (RedisFixture proxied = new RedisFixture(RedisFixture.at(proxy.port())).awaitWell()) {
            proxied.find("warm");
            proxy.delay(Duration.ofMillis(100));
            test.accept(proxied);
        }
    }

    @Test
    void readsACorruptHashAgainInANewEpoch() {
        Programs.store(redis, "1", Map.of("programName", "x"));
        assertThat(service.fails("1", Failure.UNAVAILABLE)).isTrue();
        Programs.store(redis, "1", Programs.fiveFields("1"));
        redis.call(jedis -> jedis.clientKill(new ClientKillParams().type(ClientType.PUBSUB)));
        soon().until(() -> service.epochs.size() == 2);
        assertThat(service.find("1")).isEqualTo(new ProgramLookup.Found(Programs.ofFiveFields("1")));
    }

    @Test
    void readsACorruptHashAgainAfterItsPush() {
        Programs.store(redis, "1", Map.of("programName", "x"));
        assertThat(service.fails("1", Failure.UNAVAILABLE)).isTrue();
        Programs.store(redis, "1", Programs.fiveFields("1"));
        published(
                ProgramJson.write(new ProgramDocument(Programs.fiveFields("1"))), new ProgramChanged.Outdated("1", 1));
        assertThat(service.find("1")).isEqualTo(new ProgramLookup.Found(Programs.ofFiveFields("1")));
    }
}
