package dev.trackbus.kinesis;

import static dev.trackbus.kinesis.Stubs.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackbus.bus.Appended;
import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Bus;
import dev.trackbus.bus.KinesisContract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verticle and its journal. */
class KinesisJournalTest {
    @TempDir
    Path home;

    private final Vertx vertx = Bus.prepare(Vertx.vertx());
    private final Bus bus = new Bus(vertx);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Queue<Batch> shipped = new ConcurrentLinkedQueue<>();

    static KinesisConfig config(Path home, Duration linger) {
        return new KinesisConfig(
                "EventStream", linger, new JournalSettings(home, JournalSettings.Mode.JOURNALED, 32 << 20));
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void whatWasAnsweredIsShippedByTheNextProcess() throws Exception {
        await(bus.answer(KinesisContract.SHIP, batch -> {
            shipped.add(batch);
            return Future.succeededFuture(Batch.EMPTY);
        }));
        String id = await(vertx.deployVerticle(
                new KinesisVerticle(config(home, Duration.ofSeconds(10)), 1, registry, InstantSource.system())));
        await(bus.ask(KinesisContract.APPEND, Events.accepted(1)));
        await(bus.ask(KinesisContract.APPEND, Events.accepted(2)));
        await(vertx.undeploy(id));
        assertThat(shipped).isEmpty();
        await(vertx.deployVerticle(new KinesisVerticle(
                config(home, Duration.ZERO), 1, new SimpleMeterRegistry(), InstantSource.system())));
        Awaitility.await().until(() -> shipped.stream().mapToInt(Batch::size).sum() == 2);
        assertThat(await(bus.ask(KinesisContract.APPEND, Events.accepted(3))).sequence())
                .isEqualTo(2);
    }

    @Test
    void namesTheSettingWhereItsDirectoryCannotBeUsed() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "");
        KinesisConfig config =
                KinesisConfig.of("s", new JournalSettings(file, JournalSettings.Mode.JOURNALED, 32 << 20));
        assertThatThrownBy(() ->
                        await(vertx.deployVerticle(new KinesisVerticle(config, 1, registry, InstantSource.system()))))
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("JOURNAL_DIR " + file + " can't be used: ");
    }

    @Test
    void aCommittedAppendIsAnsweredWhenKinesisHasTheEvent() throws Exception {
        Promise<Batch> answer = Promise.promise();
        await(bus.answer(KinesisContract.SHIP, batch -> {
            shipped.add(batch);
            return answer.future();
        }));
        await(vertx.deployVerticle(
                new KinesisVerticle(config(home, Duration.ZERO), 1, registry, InstantSource.system())));
        Future<Appended> committed = bus.ask(KinesisContract.APPEND_COMMITTED, Events.accepted(1));
        Awaitility.await().until(() -> !shipped.isEmpty());
        assertThat(committed.isComplete()).isFalse();
        answer.complete(Batch.EMPTY);
        assertThat(await(committed).sequence()).isZero();
    }
}
