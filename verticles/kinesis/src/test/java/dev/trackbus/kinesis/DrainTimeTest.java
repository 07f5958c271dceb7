package dev.trackbus.kinesis;

import static dev.trackbus.kinesis.stub.Stubs.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Bus;
import dev.trackbus.bus.Drain;
import dev.trackbus.bus.Drained;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.kinesis.append.Events;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Timeouts of a drain and of its calls. */
class DrainTimeTest {
    @TempDir
    Path home;

    private final Vertx vertx = Bus.prepare(Vertx.vertx());
    private final Bus bus = new Bus(vertx);
    private final Queue<Batch> shipped = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @ParameterizedTest
    @CsvSource({"100000, 10000", "20000, 10000", "8000, 4000"})
    void aCallOfADrainEndsBeforeTheDrainDoes(long drainMillis, long callMillis) throws Exception {
        await(bus.serve(KinesisContract.PUT_RECORDS, batch -> {
            shipped.add(batch);
            return Future.succeededFuture(Batch.EMPTY);
        }));
        await(vertx.deployVerticle(new KinesisVerticle(
                KinesisJournalTest.config(home, Duration.ofSeconds(10)),
                1,
                new SimpleMeterRegistry(),
                InstantSource.system())));
        await(bus.request(KinesisContract.APPEND, Events.accepted(1)));
        await(bus.request(KinesisContract.DRAIN, new Drain(drainMillis)));

        assertThat(shipped).singleElement().satisfies(batch -> assertThat(batch.timeoutMillis())
                .isEqualTo(callMillis));
    }

    @Test
    void anotherDrainOrAStopEndsADrain() throws Exception {
        await(bus.serve(
                KinesisContract.PUT_RECORDS, batch -> Promise.<Batch>promise().future()));
        String id = await(vertx.deployVerticle(new KinesisVerticle(
                KinesisJournalTest.config(home, Duration.ofSeconds(10)),
                1,
                new SimpleMeterRegistry(),
                InstantSource.system())));
        await(bus.request(KinesisContract.APPEND, Events.accepted(1)));
        Future<Drained> first = bus.request(KinesisContract.DRAIN, new Drain(100_000));
        Future<Drained> second = bus.request(KinesisContract.DRAIN, new Drain(100_000));
        assertThat(await(first).remaining()).isPositive();
        assertThat(second.isComplete()).isFalse();
        await(vertx.undeploy(id));
        assertThat(await(second).remaining()).isPositive();
    }
}
