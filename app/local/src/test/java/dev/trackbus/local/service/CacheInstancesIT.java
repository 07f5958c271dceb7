package dev.trackbus.local.service;

import static dev.trackbus.local.service.CoreData.with;
import static dev.trackbus.local.service.ServiceUnderTest.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.CacheContract;
import dev.trackbus.bus.EventType;
import dev.trackbus.bus.Parameters;
import dev.trackbus.bus.Probe;
import dev.trackbus.bus.RedisContract;
import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.cache.CacheConfig;
import dev.trackbus.cache.CacheVerticle;
import dev.trackbus.local.LocalRedis;
import dev.trackbus.redis.RedisConfig;
import dev.trackbus.redis.RedisVerticle;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RedisVerticle and two instances of CacheVerticle, which the bus asks in turn, on a real Redis. */
class CacheInstancesIT {
    private final Vertx vertx = Bus.prepare(Vertx.vertx());
    private final Bus bus = new Bus(vertx);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<String, String> program = with(CoreData.program("1"), "version", "10");
    private LocalRedis redis;
    private CoreData core;

    @BeforeEach
    void start() {
        redis = LocalRedis.started();
        core = new CoreData(redis.port());
        core.write(program);
        RedisConfig config = new RedisConfig("127.0.0.1", redis.port(), false, "", "program:", "program-updates");
        Client.await(vertx.deployVerticle(new RedisVerticle(config, meters)));
        Client.await(vertx.deployVerticle(
                () -> new CacheVerticle(CacheConfig.DEFAULT, meters, InstantSource.system()),
                new DeploymentOptions().setInstances(2)));
        soon().until(() ->
                Client.await(bus.ask(RedisContract.CONDITION, new Probe())).well());
        assertThat(bothAnswers()).containsOnly("Name of 1");
    }

    @AfterEach
    void stop() {
        Client.await(vertx.close());
        redis.close();
    }

    /** The program's name as each instance knows it. */
    private List<String> bothAnswers() {
        return Stream.of("first", "second").map(this::judge).toList();
    }

    private String judge(String messageId) {
        TrackingRequest request = new TrackingRequest(messageId, 0, "1", EventType.IMPRESSION, Parameters.NONE, "");
        return Client.await(bus.ask(CacheContract.JUDGE, request))
                .fold(is -> is.program().programName(), is -> "refused", is -> "unknown");
    }

    private double count(String meter, String... tags) {
        return meters.get(meter).tags(tags).counter().count();
    }

    private void awaitBothPushes(String kind) {
        soon().until(() -> count("trackbus.cache.pushes", "kind", kind, "outcome", "applied") == 2);
    }

    @Test
    void bothHaveReadTheProgramThemselves() {
        assertThat(count("trackbus.cache.misses")).isEqualTo(2);
    }

    @Test
    void aPushedStateReachesBoth() {
        core.push(with(with(program, "programName", "Pushed"), "version", "11"));
        awaitBothPushes("updated");
        assertThat(bothAnswers()).containsExactly("Pushed", "Pushed");
    }

    @Test
    void aChangeWithoutVersionMakesBothReadAgain() {
        core.write(with(program, "programName", "Changed"));
        core.push(CoreData.program("1"));
        awaitBothPushes("outdated");
        assertThat(bothAnswers()).containsExactly("Changed", "Changed");
    }

    @Test
    void bothAnswerAChangeThatWasMadeWhileTheSubscriptionWasGone() {
        core.pushOften(program, 2_000);
        core.changeUnheard(with(with(program, "active", "false"), "version", "11"));
        soon().until(() -> count("trackbus.redis.reconnects", "link", "subscription") == 1);
        assertThat(bothAnswers()).containsExactly("refused", "refused");
    }

    @Test
    void aDeletionReachesBoth() {
        core.push(Map.of("programId", "1", "version", "11", "deleted", "true"));
        awaitBothPushes("deleted");
        assertThat(bothAnswers()).containsExactly("unknown", "unknown");
    }
}
