package dev.trackbus.updater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.Find;
import dev.trackbus.bus.Lookup;
import dev.trackbus.bus.Program;
import dev.trackbus.bus.ProgramChanged;
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

/** What the function writes and publishes is what the service's own room reads and hears. */
class ReadByTheServiceIT {
    private final RedisProcess redis = new RedisProcess();
    private final Vertx vertx = Bus.prepare(Vertx.vertx());
    private final Bus bus = new Bus(vertx);
    private final List<ProgramChanged> heard = new CopyOnWriteArrayList<>();
    private final List<Long> subscribed = new CopyOnWriteArrayList<>();
    private final UpdateStep step = CoreData.step(redis.port());

    @BeforeEach
    void start() {
        bus.listen(RedisContract.PROGRAM_CHANGED, heard::add).await();
        bus.listen(RedisContract.SUBSCRIBED, each -> subscribed.add(each.subscriptionEpoch()))
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
        step.process(List.of(CoreData.record(json)), CoreData.MINUTE);
    }

    private Lookup found(String programId) {
        return await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> bus.ask(RedisContract.FIND, new Find(programId)).await(), each -> true);
    }

    private ProgramChanged next(int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> heard.size() >= count);
        return heard.get(count - 1);
    }

    @Test
    void findsAProgramAsItWasPublished() {
        process(CoreData.program("1", 5, ",\"requires\":[\"order\"],\"validUntil\":1700000000000,\"colour\":\"blue\""));

        Program pushed = ((ProgramChanged.Updated) next(1)).program();
        assertThat(pushed.programName()).isEqualTo("Frühjahr 5");
        assertThat(pushed.version()).isEqualTo(5);
        assertThat(found("1")).isEqualTo(new Lookup.Found(pushed));
    }

    @Test
    void hearsOfADeletionAndFindsNothing() {
        process(CoreData.program("1", 5));
        process(CoreData.deletion("1", 6));

        assertThat(next(2)).isEqualTo(new ProgramChanged.Deleted("1", 6, 1));
        assertThat(found("1")).isEqualTo(new Lookup.Missing(6));
    }
}
