package dev.trackbus.local.service;

import static dev.trackbus.local.service.ProgramStore.with;
import static dev.trackbus.local.service.ServiceUnderTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.CacheContract;
import dev.trackbus.bus.EventType;
import dev.trackbus.bus.HealthRequest;
import dev.trackbus.bus.Parameters;
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

/** Test of two CacheVerticle instances, which the bus calls in turn, with RedisVerticle and Redis. */
class CacheInstancesIT {
    private final Vertx vertx = Bus.prepare(Vertx.vertx());
    private final Bus bus = new Bus(vertx);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<String, String> program = with(ProgramStore.program("1"), "version", "10");
    private LocalRedis redis;
    private ProgramStore core;

    @BeforeEach
    void start() {
        redis = LocalRedis.started();
        core = new ProgramStore(redis.port());
        core.write(program);
        RedisConfig config = new RedisConfig("127.0.0.1", redis.port(), false, "", "program:", "program-updates");
        TrackingClient.await(vertx.deployVerticle(new RedisVerticle(config, meters)));
        TrackingClient.await(vertx.deployVerticle(
                () -> new CacheVerticle(CacheConfig.DEFAULT, meters, InstantSource.system()),
                new DeploymentOptions().setInstances(2)));
        eventually().ignoreExceptions().until(() -> TrackingClient.await(
                        bus.request(RedisContract.HEALTH, new HealthRequest()))
                .healthy());
        assertThat(namesInBothInstances()).containsOnly("Name of 1");
    }

    @AfterEach
    void stop() {
        TrackingClient.await(vertx.close());
        redis.close();
    }

    /** Returns the name of the program in the cache of each instance. */
    private List<String> namesInBothInstances() {
        return Stream.of("first", "second").map(this::validate).toList();
    }

    private String validate(String messageId) {
        TrackingRequest request = new TrackingRequest(messageId, 0, "1", EventType.IMPRESSION, Parameters.NONE, "");
        return TrackingClient.await(bus.request(CacheContract.VALIDATE, request))
                .fold(is -> is.program().programName(), is -> "rejected", is -> "unknown");
    }

    private double count(String meter, String... tags) {
        return meters.get(meter).tags(tags).counter().count();
    }

    private void awaitBothPushes(String kind) {
        eventually().until(() -> count("trackbus.cache.pushes", "kind", kind, "outcome", "applied") == 2);
    }

    @Test
    void bothInstancesLoadTheProgram() {
        assertThat(count("trackbus.cache.misses")).isEqualTo(2);
    }

    @Test
    void aPushedProgramReachesBothInstances() {
        core.push(with(with(program, "programName", "Pushed"), "version", "11"));
        awaitBothPushes("updated");
        assertThat(namesInBothInstances()).containsExactly("Pushed", "Pushed");
    }

    @Test
    void aChangeWithoutVersionMakesBothInstancesReload() {
        core.write(with(program, "programName", "Changed"));
        core.push(ProgramStore.program("1"));
        awaitBothPushes("outdated");
        assertThat(namesInBothInstances()).containsExactly("Changed", "Changed");
    }

    @Test
    void bothInstancesServeAChangeMadeDuringADisconnect() {
        core.pushOften(program, 2_000);
        core.changeDuringADisconnect(with(with(program, "active", "false"), "version", "11"));
        eventually().until(() -> count("trackbus.redis.reconnects", "link", "subscription") == 1);
        assertThat(namesInBothInstances()).containsExactly("rejected", "rejected");
    }

    @Test
    void aDeletionReachesBothInstances() {
        core.push(Map.of("programId", "1", "version", "11", "deleted", "true"));
        awaitBothPushes("deleted");
        assertThat(namesInBothInstances()).containsExactly("unknown", "unknown");
    }
}
