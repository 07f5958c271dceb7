package dev.trackbus.redis;

import static dev.trackbus.redis.RedisFixture.get;
import static dev.trackbus.redis.RedisFixture.soon;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.ProgramChanged;
import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.redis.fault.FaultProxy;
import dev.trackbus.redis.fault.RedisProcess;
import io.vertx.core.Vertx;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The primary dies, its replica is promoted and gets its name. */
class FailoverIT {
    private final Vertx proxies = Vertx.vertx();
    private final RedisProcess primary = new RedisProcess();
    private final RedisProcess replica = new RedisProcess();
    private FaultProxy name;
    private RedisFixture service;

    @BeforeEach
    void start() {
        replicate("127.0.0.1", Integer.toString(primary.port()));
        soon().until(() -> replica.call(jedis -> jedis.info("replication")).contains("master_link_status:up"));
        Programs.store(primary, "1", Programs.fiveFields("1"));
        soon().until(() -> replica.call(jedis -> jedis.exists("program:1")));
        name = get(FaultProxy.start(proxies, "127.0.0.1", primary.port()));
        service = new RedisFixture(RedisFixture.at(name.port())).awaitWell();
        failOver();
    }

    private void replicate(String host, String port) {
        replica.call(jedis -> jedis.sendCommand(() -> "REPLICAOF".getBytes(US_ASCII), host, port));
    }

    private void failOver() {
        primary.stop();
        replicate("NO", "ONE");
        name.failOver(replica.port());
        soon().until(() -> service.epochs.size() == 2);
        service.awaitWell();
    }

    @AfterEach
    void stop() {
        service.close();
        get(proxies.close());
        replica.close();
    }

    @Test
    void findsWhatTheReplicaHas() {
        assertThat(service.find("1")).isEqualTo(new ProgramLookup.Found(Programs.ofFiveFields("1")));
    }

    @Test
    void hearsWhatIsPublishedOnThePromotedReplica() {
        Programs.store(replica, "2", Map.copyOf(Programs.fiveFields("2")));
        Programs.publish(replica, "{\"programId\":\"2\",\"version\":3,\"deleted\":true}");
        soon().until(() -> !service.changes.isEmpty());
        assertThat(service.changes).extracting(ProgramChanged::programId).containsExactly("2");
    }
}
