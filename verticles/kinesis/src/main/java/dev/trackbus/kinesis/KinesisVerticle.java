package dev.trackbus.kinesis;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.Drain;
import dev.trackbus.bus.Drained;
import dev.trackbus.bus.HealthRequest;
import dev.trackbus.bus.HealthStatus;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.kinesis.append.Appender;
import dev.trackbus.kinesis.buffer.EventBuffer;
import dev.trackbus.kinesis.deadletter.DeadLetterExporter;
import dev.trackbus.kinesis.delivery.CircuitState;
import dev.trackbus.kinesis.delivery.ConfirmationWaiters;
import dev.trackbus.kinesis.delivery.DeliveryConfig;
import dev.trackbus.kinesis.delivery.DeliveryLoop;
import dev.trackbus.kinesis.delivery.DeliveryScheduler;
import dev.trackbus.kinesis.delivery.InFlightRecord;
import dev.trackbus.kinesis.journal.JournalOpener;
import dev.trackbus.kinesis.metrics.KinesisMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verticle that owns the journal of unconfirmed events and schedules their delivery: answers {@link
 * KinesisContract#APPEND},
 * {@link KinesisContract#APPEND_COMMITTED}, {@link KinesisContract#DRAIN} and {@link KinesisContract#HEALTH}. One
 * instance, on an event loop, which it never blocks: the journal has threads of its own, and {@link
 * PutRecordsVerticle}s
 * call AWS.
 */
public final class KinesisVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(KinesisVerticle.class);
    private static final int MAX_SENDERS = 32;
    private static final double NEARLY_FULL = 0.9;

    private final KinesisConfig config;
    private final int senders;
    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Opening opening;
    private final AtomicBoolean wakePending = new AtomicBoolean();
    private EventBuffer buffer;
    private Thread owner;
    private Bus bus;
    private DeliveryScheduler scheduler;
    private DeliveryLoop loop;
    private Optional<DeadLetterExporter> exporter = Optional.empty();

    /** Opens the buffer; may block. */
    @FunctionalInterface
    interface Opening {
        EventBuffer open(Executor owner) throws IOException;
    }

    /**
     * @param config   stream, journal and linger
     * @param senders  number of calls that may be in flight, 1-32; equals the instances of {@link PutRecordsVerticle}
     * @param registry receives the meters
     * @param clock    time of day
     * @throws IllegalArgumentException where senders is out of range
     */
    public KinesisVerticle(KinesisConfig config, int senders, MeterRegistry registry, InstantSource clock) {
        this(config, senders, registry, clock, owner -> journal(config.journal(), clock, owner));
    }

    KinesisVerticle(KinesisConfig config, int senders, MeterRegistry registry, InstantSource clock, Opening opening) {
        if (senders < 1 || senders > MAX_SENDERS) {
            throw new IllegalArgumentException("SENDERS must be 1-" + MAX_SENDERS + ", was " + senders);
        }
        this.config = config;
        this.senders = senders;
        this.registry = registry;
        this.clock = clock;
        this.opening = opening;
    }

    private static EventBuffer journal(JournalSettings settings, InstantSource clock, Executor owner) {
        try {
            return JournalOpener.claim(settings.directory(), settings.config(), clock, owner);
        } catch (IOException e) {
            throw new IllegalArgumentException("JOURNAL_DIR " + settings.directory() + " cannot be used: " + e, e);
        }
    }

    /**
     * Opens the journal and registers the consumers. Fails with {@link IllegalArgumentException} that names
     * JOURNAL_DIR where
     * that cannot be used.
     */
    @Override
    public Future<?> start() {
        owner = Thread.currentThread();
        return vertx.executeBlocking(() -> opening.open(task -> context.runOnContext(now -> task.run())))
                .compose(this::serve);
    }

    private Future<?> serve(EventBuffer opened) {
        buffer = opened;
        bus = new Bus(vertx);
        LongSupplier ticker = () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        KinesisMetrics metrics = new KinesisMetrics(registry);
        KinesisMetrics.show(buffer, clock, registry);
        ConfirmationWaiters waiters = new ConfirmationWaiters(ticker);
        DeliveryConfig delivery = new DeliveryConfig(
                senders,
                config.linger().toMillis(),
                DeliveryScheduler.WINDOW,
                clock,
                ticker,
                KinesisVerticle::random,
                this::wake);
        scheduler = new DeliveryScheduler(buffer, metrics, delivery, this::deadLetter, waiters);
        loop = new DeliveryLoop(vertx, buffer, scheduler, metrics, ticker);
        exporter = config.deadLetterQueue().map(queue -> new DeadLetterExporter(vertx, buffer.deadLetters(), metrics));
        exporter.ifPresent(DeadLetterExporter::start);
        buffer.onReadable(this::readable);
        Appender appender = new Appender(buffer, metrics);
        return Future.all(
                bus.serve(KinesisContract.APPEND, appender::append),
                bus.serve(
                        KinesisContract.APPEND_COMMITTED, event -> appender.appendCommitted(event, scheduler, waiters)),
                bus.serve(KinesisContract.DRAIN, this::drain),
                bus.serve(KinesisContract.HEALTH, this::condition));
    }

    /** Ships all events, and dead letters in the rest of the time. */
    private Future<Drained> drain(Drain question) {
        long end = clock.millis() + question.timeoutMillis();
        return loop.drain(question).compose(drained -> exporter.map(each -> each.drain(end - clock.millis()))
                .orElse(Future.succeededFuture())
                .map(done ->
                        new Drained(drained.remaining(), buffer.deadLetters().count())));
    }

    private Future<Void> deadLetter(InFlightRecord poison, String why) {
        LOG.error("Event {} is invalid for Kinesis and stored as a dead letter: {}", poison.key(), why);
        return vertx.<Void>executeBlocking(() -> {
                    buffer.deadLetter(poison.key(), poison.payload(), why);
                    return null;
                })
                .onSuccess(kept -> exporter.ifPresent(DeadLetterExporter::run));
    }

    private static double random() {
        return ThreadLocalRandom.current().nextDouble();
    }

    private void readable() {
        if (Thread.currentThread() == owner) {
            loop.run();
        } else {
            wake();
        }
    }

    private void wake() {
        if (wakePending.compareAndSet(false, true)) {
            context.runOnContext(now -> {
                wakePending.set(false);
                loop.run();
            });
        }
    }

    private Future<HealthStatus> condition(HealthRequest probe) {
        boolean nearlyFull = buffer.fillRatio() >= NEARLY_FULL;
        CircuitState circuit = scheduler.circuit();
        String fault = buffer.fault();
        long corrupt = buffer.quarantinedFiles();
        String exportFault = exporter.map(DeadLetterExporter::fault).orElse("");
        int deadLetters = buffer.deadLetters().count();
        String detail = (fault.isEmpty() ? "" : fault + "; ")
                + (exportFault.isEmpty() ? "" : exportFault + "; ")
                + (deadLetters == 0 ? "" : deadLetters + " dead letters on disk; ")
                + (circuit.isOpen() ? circuit + "; " : "")
                + (nearlyFull ? "buffer filled to " + (int) (100 * buffer.fillRatio()) + " %; " : "")
                + (corrupt > 0 ? corrupt + " corrupt files in quarantine; " : "")
                + String.format(
                        Locale.ROOT,
                        "%d events of %d bytes unconfirmed, the oldest for %.1f s",
                        buffer.records(),
                        buffer.bytes(),
                        KinesisMetrics.ageSeconds(buffer, clock));
        boolean healthy = fault.isEmpty() && exportFault.isEmpty() && !circuit.isOpen() && !nearlyFull;
        return Future.succeededFuture(new HealthStatus(healthy, detail));
    }

    /**
     * Starts no more calls and closes the journal, which writes buffered records and the checkpoint. Completes when it
     * is closed.
     */
    @Override
    public Future<?> stop() {
        return bus.unregister()
                .onComplete(withdrawn -> {
                    loop.stop();
                    exporter.ifPresent(DeadLetterExporter::stop);
                })
                .compose(withdrawn -> vertx.executeBlocking(() -> {
                    buffer.close();
                    return null;
                }));
    }
}
