package dev.trackbus.kinesis.delivery;

import dev.trackbus.bus.Batch;
import dev.trackbus.kinesis.buffer.EventBuffer;
import dev.trackbus.kinesis.buffer.MemoryBuffer;
import dev.trackbus.kinesis.metrics.KinesisMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Scheduler with a real buffer, a manual clock and the longest jitter. */
public abstract class DeliveryFixture {
    static final long LINGER = 20;
    PrimitiveIterator.OfDouble randoms =
            DoubleStream.generate(() -> Math.nextDown(1.0)).iterator();

    long now = 1_000_000;
    final InstantSource clock = () -> Instant.ofEpochMilli(now);
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final MemoryBuffer buffer = new MemoryBuffer(64 << 20, 1_000_000, clock);

    int wakes;

    final List<Long> deadLetterHandler = new ArrayList<>();
    final ConfirmationWaiters waiters = new ConfirmationWaiters(() -> now);

    public static final EventBuffer.AppendCallback ANY = new EventBuffer.AppendCallback() {
        @Override
        public void appended(long sequence) {}

        @Override
        public void refused(String why) {
            throw new AssertionError(why);
        }
    };

    DeliveryScheduler scheduler(int slots, int window) {
        return new DeliveryScheduler(
                buffer,
                new KinesisMetrics(registry),
                new DeliveryConfig(slots, LINGER, window, clock, () -> now, () -> randoms.nextDouble(), () -> wakes++),
                (poison, why) -> {
                    deadLetterHandler.add(poison.sequence());
                    return Future.succeededFuture();
                },
                waiters);
    }

    void append(int events, int bytes) {
        for (int i = 0; i < events; i++) {
            buffer.append("k", new byte[bytes], ANY);
        }
    }

    static List<Long> sequences(PutRecordsCall call) {
        return IntStream.range(0, call.batch().size())
                .mapToObj(call.batch()::sequence)
                .toList();
    }

    static Batch rejecting(PutRecordsCall call, Integer... indices) {
        Batch.Builder rejected = new Batch.Builder();
        Arrays.stream(indices).forEach(index -> rejected.addRejected(call.batch(), index, "InternalFailure"));
        return rejected.build();
    }

    double counted(String name) {
        return registry.get("trackbus.kinesis." + name).counter().count();
    }
}
