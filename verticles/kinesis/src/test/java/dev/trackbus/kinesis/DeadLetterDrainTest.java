package dev.trackbus.kinesis;

import static dev.trackbus.kinesis.stub.Stubs.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Bus;
import dev.trackbus.bus.Drain;
import dev.trackbus.bus.Drained;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.kinesis.append.Events;
import dev.trackbus.kinesis.buffer.EventBuffer;
import dev.trackbus.kinesis.buffer.MemoryBuffer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Drain whose last event is poison, so that no further answer ends it. */
class DeadLetterDrainTest {
    private static final int POISON = 0;
    private static final long LONG_MILLIS = 60_000;

    private final Vertx vertx = Bus.prepare(Vertx.vertx());
    private final Bus bus = new Bus(vertx);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch kept = new CountDownLatch(1);

    @AfterEach
    void close() throws Exception {
        kept.countDown();
        await(vertx.close());
    }

    /** One in memory that takes its time to keep a dead letter. */
    private EventBuffer buffer() {
        EventBuffer inside = new MemoryBuffer(2 << 20, 1_000, InstantSource.system());
        return (EventBuffer) Proxy.newProxyInstance(
                EventBuffer.class.getClassLoader(), new Class<?>[] {EventBuffer.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("deadLetter")) {
                        return method.invoke(inside, arguments);
                    }
                    asked.countDown();
                    assertThat(kept.await(20, TimeUnit.SECONDS)).isTrue();
                    return null;
                });
    }

    private static Future<Batch> answer(Batch batch) {
        String poison = Events.accepted(POISON).request().messageId();
        boolean invalid = IntStream.range(0, batch.size())
                .anyMatch(i -> batch.partitionKey(i).equals(poison));
        return invalid
                ? Future.failedFuture(new FailureException(Failure.INTERNAL, "ValidationException"))
                : Future.succeededFuture(Batch.EMPTY);
    }

    @Test
    void endsWhenTheDeadLetterIsStored() throws Exception {
        await(bus.serve(KinesisContract.PUT_RECORDS, DeadLetterDrainTest::answer));
        await(vertx.deployVerticle(new KinesisVerticle(
                KinesisJournalTest.config(Path.of("unused"), Duration.ofMillis(1)),
                1,
                new SimpleMeterRegistry(),
                InstantSource.system(),
                owner -> buffer())));
        for (int i = POISON; !asked.await(10, TimeUnit.MILLISECONDS); i++) {
            await(bus.request(KinesisContract.APPEND, Events.accepted(i)));
        }
        Future<Drained> drained = bus.request(KinesisContract.DRAIN, new Drain(LONG_MILLIS));
        await(vertx.timer(200, TimeUnit.MILLISECONDS));
        assertThat(drained.isComplete()).isFalse();
        kept.countDown();
        assertThat(await(drained).remaining()).isZero();
    }
}
