package dev.trackbus.kinesis;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.Condition;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.bus.Probe;
import dev.trackbus.kinesis.buffer.EventBuffer;
import dev.trackbus.kinesis.buffer.MemoryBuffer;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Owns the buffer of unconfirmed events and decides what is sent: serves {@link KinesisContract#APPEND},
 * {@link KinesisContract#DRAIN} and {@link KinesisContract#CONDITION}. One instance, on an event loop, which it never
 * blocks: AWS is called by the {@link SenderVerticle}s.
 */
public final class KinesisVerticle extends VerticleBase {
    private static final int MOST_SENDERS = 32;
    private static final double NEARLY_FULL = 0.9;

    private final KinesisConfig config;
    private final int senders;
    private final MeterRegistry registry;
    private final InstantSource clock;
    private final EventBuffer buffer;
    private Thread owner;
    private Bus bus;
    private Sender sender;
    private SendLoop loop;

    /**
     * @param config   the stream and the bounds of the buffer
     * @param senders  how many calls may be in flight, 1-32: as many as there are {@link SenderVerticle}s
     * @param registry for the metrics
     * @param clock    the time of day
     * @throws IllegalArgumentException where senders is out of its range
     */
    public KinesisVerticle(KinesisConfig config, int senders, MeterRegistry registry, InstantSource clock) {
        this(
                config,
                senders,
                registry,
                clock,
                new MemoryBuffer(config.maxBufferBytes(), config.maxBufferRecords(), clock));
    }

    KinesisVerticle(
            KinesisConfig config, int senders, MeterRegistry registry, InstantSource clock, EventBuffer buffer) {
        if (senders < 1 || senders > MOST_SENDERS) {
            throw new IllegalArgumentException("SENDERS must be 1-" + MOST_SENDERS + ", was " + senders);
        }
        this.config = config;
        this.senders = senders;
        this.registry = registry;
        this.clock = clock;
        this.buffer = buffer;
    }

    @Override
    public Future<?> start() {
        owner = Thread.currentThread();
        bus = new Bus(vertx);
        LongSupplier ticker = () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        KinesisMetrics metrics = new KinesisMetrics(registry);
        KinesisMetrics.show(buffer, clock, registry);
        sender = new Sender(
                buffer,
                metrics,
                new Sender.Terms(
                        senders, config.linger().toMillis(), Sender.WINDOW, clock, ticker, KinesisVerticle::random));
        loop = new SendLoop(vertx, buffer, sender, metrics, ticker);
        buffer.onReadable(this::readable);
        return Future.all(
                bus.answer(KinesisContract.APPEND, new Appender(buffer, metrics)::append),
                bus.answer(KinesisContract.DRAIN, loop::drain),
                bus.answer(KinesisContract.CONDITION, this::condition));
    }

    private static double random() {
        return ThreadLocalRandom.current().nextDouble();
    }

    private void readable() {
        if (Thread.currentThread() == owner) {
            loop.run();
        } else {
            context.runOnContext(now -> loop.run());
        }
    }

    private Future<Condition> condition(Probe probe) {
        boolean nearlyFull = buffer.filled() >= NEARLY_FULL;
        Outage outage = sender.outage();
        String detail = (outage.isOpen() ? outage + "; " : "")
                + (nearlyFull ? "buffer filled to " + (int) (100 * buffer.filled()) + " %; " : "")
                + String.format(
                        Locale.ROOT,
                        "%d events of %d bytes unconfirmed, the oldest for %.1f s",
                        buffer.records(),
                        buffer.bytes(),
                        KinesisMetrics.ageSeconds(buffer, clock));
        return Future.succeededFuture(new Condition(!outage.isOpen() && !nearlyFull, detail));
    }

    @Override
    public Future<?> stop() {
        return bus.withdraw().onComplete(withdrawn -> loop.stop());
    }
}
