package dev.trackbus.kinesis;

import dev.trackbus.bus.FailureException;
import dev.trackbus.kinesis.aws.AwsConfig;
import dev.trackbus.kinesis.aws.PutRecordsClient;
import dev.trackbus.kinesis.buffer.DeadLetter;
import dev.trackbus.kinesis.buffer.EventBuffer;
import dev.trackbus.kinesis.delivery.ConfirmationWaiters;
import dev.trackbus.kinesis.delivery.DeadLetterHandler;
import dev.trackbus.kinesis.delivery.DeliveryConfig;
import dev.trackbus.kinesis.delivery.DeliveryScheduler;
import dev.trackbus.kinesis.delivery.PutRecordsCall;
import dev.trackbus.kinesis.journal.Journal;
import dev.trackbus.kinesis.journal.JournalConfig;
import dev.trackbus.kinesis.journal.JournalDirectory;
import dev.trackbus.kinesis.journal.JournalOpener;
import dev.trackbus.kinesis.metrics.KinesisMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Replay of a journal without a service: ships its events with the service's own scheduler, one call at a time. Blocks
 * its thread.
 */
public final class JournalReplay {
    private static final long LINGER_MILLIS = 20;
    private static final long WAIT_MILLIS = 10;
    private static final long REPORT_EVERY_MILLIS = 1_000;

    private final PutRecordsClient client;
    private final Consumer<Progress> progress;
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    /**
     * Progress of a replay.
     *
     * @param shipped   events that Kinesis has confirmed
     * @param remaining events that are still to be shipped
     * @param trouble   why calls fail, empty where they succeed
     */
    public record Progress(long shipped, long remaining, String trouble) {}

    /**
     * Result of a replay.
     *
     * @param events      events that Kinesis has not confirmed
     * @param deadLetters events that Kinesis called invalid, on disk
     */
    public record Remaining(long events, long deadLetters) {}

    private JournalReplay(PutRecordsClient client, Consumer<Progress> progress) {
        this.client = client;
        this.progress = progress;
    }

    /**
     * Options of a replay.
     *
     * @param stream      name of the data stream
     * @param aws         region, endpoint and credentials
     * @param deadLetters whether to ship dead letters too; one that Kinesis calls invalid again is stored again
     * @param patience    time without a shipped event after which the replay gives up
     */
    public record ReplayOptions(String stream, AwsConfig aws, boolean deadLetters, Duration patience) {}

    /**
     * Ships the journal in a directory. Blocks.
     *
     * @param directory a process' directory, such as {@code JOURNAL_DIR/instance-1}
     * @param options   stream, credentials and patience
     * @param progress  called about every second and at the end, on this thread
     * @return what remains in the directory
     * @throws IOException where the directory cannot be read or written, or is in use
     */
    public static Remaining run(Path directory, ReplayOptions options, Consumer<Progress> progress) throws IOException {
        JournalDirectory claimed = JournalDirectory.claim(directory)
                .orElseThrow(() -> new IOException(directory + " does not exist, or a process uses it"));
        try (PutRecordsClient client = PutRecordsClient.open(options.aws, options.stream)) {
            JournalReplay replay = new JournalReplay(client, progress);
            JournalConfig config = JournalConfig.of(JournalSettings.DEFAULT_MAX_BYTES, true);
            try (Journal journal = JournalOpener.open(claimed, config, InstantSource.system(), replay.tasks::add)) {
                if (options.deadLetters) {
                    replay.restore(journal);
                }
                long events = replay.ship(journal, options.patience);
                return new Remaining(events, journal.deadLetters().count());
            }
        }
    }

    private static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private void restore(Journal journal) throws IOException {
        journal.forEachDeadLetter(letter -> {
            restore(journal, letter);
            journal.deadLetters().remove(letter);
        });
    }

    private void restore(Journal journal, DeadLetter letter) throws IOException {
        Restored callback = new Restored();
        journal.appendAgain(
                letter.key(), letter.payload(), InstantSource.system().millis(), callback);
        while (!callback.done) {
            work();
        }
        if (!callback.why.isEmpty()) {
            throw new IOException(letter.file() + " cannot be appended again: " + callback.why);
        }
    }

    private static final class Restored implements EventBuffer.AppendCallback {
        private boolean done;
        private String why = "";

        @Override
        public void appended(long sequence) {
            done = true;
        }

        @Override
        public void refused(String reason) {
            done = true;
            why = reason;
        }
    }

    private void work() {
        try {
            Runnable task = tasks.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            if (task != null) {
                task.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private long ship(Journal journal, Duration patience) {
        DeliveryScheduler scheduler = scheduler(journal);
        long shipped = 0;
        long shippedAt = millis();
        long reportedAt = shippedAt;
        while (journal.records() > 0 && millis() - shippedAt < patience.toMillis()) {
            PutRecordsCall call = scheduler.next();
            if (call == null) {
                work();
                continue;
            }
            int accepted = call(scheduler, call);
            shipped += accepted;
            shippedAt = accepted > 0 ? millis() : shippedAt;
            if (millis() - reportedAt >= REPORT_EVERY_MILLIS) {
                reportedAt = millis();
                progress.accept(new Progress(shipped, journal.records(), trouble(scheduler)));
            }
        }
        progress.accept(new Progress(shipped, journal.records(), trouble(scheduler)));
        return journal.records();
    }

    private static String trouble(DeliveryScheduler scheduler) {
        return scheduler.circuit().isOpen() ? scheduler.circuit().toString() : "";
    }

    private int call(DeliveryScheduler scheduler, PutRecordsCall call) {
        try {
            var rejected = client.put(call.batch());
            scheduler.answered(call, rejected);
            return call.records().size() - rejected.size();
        } catch (FailureException e) {
            scheduler.failed(call, e.failure(), e.getMessage());
            return 0;
        }
    }

    private static DeliveryScheduler scheduler(Journal journal) {
        DeliveryConfig config = new DeliveryConfig(
                1,
                LINGER_MILLIS,
                DeliveryScheduler.WINDOW,
                InstantSource.system(),
                JournalReplay::millis,
                Math::random,
                () -> {});
        DeadLetterHandler deadLetterHandler = (poison, why) -> {
            try {
                journal.deadLetter(poison.key(), poison.payload(), why);
                return Future.succeededFuture();
            } catch (IOException e) {
                return Future.failedFuture(e);
            }
        };
        KinesisMetrics metrics = new KinesisMetrics(new SimpleMeterRegistry());
        return new DeliveryScheduler(
                journal, metrics, config, deadLetterHandler, new ConfirmationWaiters(JournalReplay::millis));
    }
}
