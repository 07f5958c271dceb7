package dev.trackbus.kinesis;

import static dev.trackbus.kinesis.stub.Stubs.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Bus;
import dev.trackbus.bus.HealthRequest;
import dev.trackbus.bus.HealthStatus;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.kinesis.append.Events;
import dev.trackbus.kinesis.buffer.MemoryBuffer;
import dev.trackbus.kinesis.delivery.CircuitState;
import dev.trackbus.kinesis.stub.EntryFault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Health and metrics while the stream answers 200 and rejects every record; the test moves the clock. */
class RejectingStreamTest {
    private final Vertx vertx = Bus.prepare(Vertx.vertx());
    private final Bus bus = new Bus(vertx);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final AtomicBoolean rejects = new AtomicBoolean(true);
    private final AtomicInteger calls = new AtomicInteger();

    @BeforeEach
    void deploy() throws Exception {
        await(bus.serve(KinesisContract.PUT_RECORDS, batch -> {
            calls.incrementAndGet();
            return Future.succeededFuture(rejects.get() ? rejected(batch) : Batch.EMPTY);
        }));
        await(vertx.deployVerticle(new KinesisVerticle(
                KinesisJournalTest.config(Path.of("unused"), Duration.ZERO),
                4,
                registry,
                () -> Instant.ofEpochMilli(now.get()),
                owner -> new MemoryBuffer(2 << 20, 100, () -> Instant.ofEpochMilli(now.get())))));
        await(bus.request(KinesisContract.APPEND, Events.accepted(1)));
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private static Batch rejected(Batch batch) {
        Batch.Builder rejected = new Batch.Builder();
        for (int i = 0; i < batch.size(); i++) {
            rejected.addRejected(batch, i, EntryFault.THROTTLED);
        }
        return rejected.build();
    }

    private HealthStatus condition() throws Exception {
        return await(bus.request(KinesisContract.HEALTH, new HealthRequest()));
    }

    private void rejectForThreeSeconds() {
        Awaitility.await().until(() -> calls.get() >= 1);
        now.addAndGet(CircuitState.REJECTED_MILLIS);
        Awaitility.await().until(() -> !condition().healthy());
    }

    @Test
    void degradesHealthAndNamesTheCause() throws Exception {
        rejectForThreeSeconds();
        assertThat(condition().detail())
                .startsWith(
                        "all records are rejected since 1970-01-01T00:16:40Z: " + EntryFault.THROTTLED + "; 1 events");
    }

    @Test
    void countsItsCallsAsFailed() {
        rejectForThreeSeconds();
        assertThat(registry.get("trackbus.kinesis.calls.failed").counter().count())
                .isGreaterThanOrEqualTo(CircuitState.FAILURES);
    }

    @Test
    void isHealthyAgainWhenItTakesARecord() {
        rejectForThreeSeconds();
        rejects.set(false);
        Awaitility.await().until(() -> condition().healthy());
    }
}
