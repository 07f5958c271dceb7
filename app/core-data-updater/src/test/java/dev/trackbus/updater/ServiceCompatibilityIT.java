package dev.trackbus.updater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.FindProgram;
import dev.trackbus.bus.Program;
import dev.trackbus.bus.ProgramChanged;
import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.bus.RedisContract;
import dev.trackbus.redis.RedisConfig;
import dev.trackbus.redis.RedisVerticle;
import dev.trackbus.redis.fault.RedisProcess;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Test that the Redis verticle of the service reads and receives what the function writes and publishes. */
class ServiceCompatibilityIT {
    private final RedisProcess redis = new RedisProcess();
    private final Vertx vertx = Bus.prepare(Vertx.vertx());
    private final Bus bus = new Bus(vertx);
    private final List<ProgramChanged> changes = new CopyOnWriteArrayList<>();
    private final List<Long> subscribed = new CopyOnWriteArrayList<>();
    private final CoreDataProcessor processor = CoreDataFixture.processor(redis.port());

    @BeforeEach
    void start() {
        bus.subscribe(RedisContract.PROGRAM_CHANGED, changes::add).await();
        bus.subscribe(RedisContract.SUBSCRIBED, each -> subscribed.add(each.subscriptionEpoch()))
                .await();
        RedisConfig config = new RedisConfig("127.0.0.1", redis.port(), false, "", "program:", "program-updates");
        vertx.deployVerticle(new RedisVerticle(config, new SimpleMeterRegistry()))
                .await();
        await().atMost(Duration.ofSeconds(30)).until(() -> !subscribed.isEmpty());
    }

    @AfterEach
    void stop() {
        vertx.close().await();
        redis.close();
    }

    private void process(String json) {
        processor.process(List.of(CoreDataFixture.record(json)), CoreDataFixture.DEADLINE);
    }

    private ProgramLookup found(String programId) {
        return await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(
                        () -> bus.request(RedisContract.FIND_PROGRAM, new FindProgram(programId))
                                .await(),
                        each -> true);
    }

    private ProgramChanged next(int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> changes.size() >= count);
        return changes.get(count - 1);
    }

    @Test
    void theServiceFindsAProgramAsPublished() {
        process(CoreDataFixture.program(
                "1", 5, ",\"requires\":[\"order\"],\"validUntil\":1700000000000,\"colour\":\"blue\""));

        Program pushed = ((ProgramChanged.Updated) next(1)).program();
        assertThat(pushed.programName()).isEqualTo("Frühjahr 5");
        assertThat(pushed.version()).isEqualTo(5);
        assertThat(found("1")).isEqualTo(new ProgramLookup.Found(pushed));
    }

    @Test
    void theServiceReceivesADeletionAndFindsNoProgram() {
        process(CoreDataFixture.program("1", 5));
        process(CoreDataFixture.deletion("1", 6));

        assertThat(next(2)).isEqualTo(new ProgramChanged.Deleted("1", 6, 1));
        assertThat(found("1")).isEqualTo(new ProgramLookup.Missing(6));
    }
}
