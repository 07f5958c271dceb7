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
 * Ships what a process that is gone left in its journal, without a service: the same sender, one call at a time. Blocks its
 * thread.
 */
public final class JournalReplay {
    private static final long LINGER_MILLIS = 20;
    private static final long WAIT_MILLIS = 10;
    private static final long TELL_EVERY_MILLIS = 1_000;

    private final PutRecordsClient client;
    private final Consumer<Progress> progress;
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    /**
     * How far it is.
     *
     * @param shipped   events that Kinesis has confirmed
     * @param remaining events that are still to be shipped
     * @param trouble   why calls fail, empty where they don't
     */
    public record Progress(long shipped, long remaining, String trouble) {}

    /**
     * What a replay leaves behind.
     *
     * @param events      events that Kinesis has not confirmed: 0 when all is well
     * @param deadLetters events that Kinesis called invalid, on disk: 0 when all is well
     */
    public record Remaining(long events, long deadLetters) {}

    private JournalReplay(PutRecordsClient client, Consumer<Progress> progress) {
        this.client = client;
        this.progress = progress;
    }

    /**
     * Where to and how long.
     *
     * @param stream      name of the data stream
     * @param aws         where it is
     * @param deadLetters whether dead letters are tried again too; one that is proven poison again is kept again
     * @param patience    gives up when nothing was shipped for so long
     */
    public record ReplayOptions(String stream, AwsConfig aws, boolean deadLetters, Duration patience) {}

    /**
     * Ships what is in a directory.
     *
     * @param directory a process' directory, such as {@code JOURNAL_DIR/instance-1}
     * @param options     where to and how long
     * @param progress  told about every second, and at the end; on this thread
     * @return what remains
     * @throws IOException where the directory can't be read or written, or a process uses it
     */
    public static Remaining run(Path directory, ReplayOptions options, Consumer<Progress> progress) throws IOException {
        JournalDirectory claimed = JournalDirectory.claim(directory)
                .orElseThrow(() -> new IOException(directory + " is not there, or a process uses it"));
        try (PutRecordsClient client = PutRecordsClient.open(options.aws, options.stream)) {
            JournalReplay replay = new JournalReplay(client, progress);
            JournalConfig config = JournalConfig.of(JournalSettings.DEFAULT_MAX_BYTES, true);
            try (Journal journal = JournalOpener.open(claimed, config, InstantSource.system(), replay.tasks::add)) {
                if (options.deadLetters) {
                    replay.takeBack(journal);
                }
                long events = replay.ship(journal, options.patience);
                return new Remaining(events, journal.deadLetters().count());
            }
        }
    }

    private static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private void takeBack(Journal journal) throws IOException {
        journal.forEachDeadLetter(letter -> {
            takeBack(journal, letter);
            journal.deadLetters().remove(letter);
        });
    }

    private void takeBack(Journal journal, DeadLetter letter) throws IOException {
        TakenBack receipt = new TakenBack();
        journal.appendAgain(
                letter.key(), letter.payload(), InstantSource.system().millis(), receipt);
        while (!receipt.told) {
            work();
        }
        if (!receipt.why.isEmpty()) {
            throw new IOException(letter.file() + " can't be taken back: " + receipt.why);
        }
    }

    private static final class TakenBack implements EventBuffer.AppendCallback {
        private boolean told;
        private String why = "";

        @Override
        public void appended(long sequence) {
            told = true;
        }

        @Override
        public void refused(String reason) {
            told = true;
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
        DeliveryScheduler sender = sender(journal);
        long shipped = 0;
        long shippedAt = millis();
        long toldAt = shippedAt;
        while (journal.records() > 0 && millis() - shippedAt < patience.toMillis()) {
            PutRecordsCall call = sender.next();
            if (call == null) {
                work();
                continue;
            }
            int passed = make(sender, call);
            shipped += passed;
            shippedAt = passed > 0 ? millis() : shippedAt;
            if (millis() - toldAt >= TELL_EVERY_MILLIS) {
                toldAt = millis();
                progress.accept(new Progress(shipped, journal.records(), trouble(sender)));
            }
        }
        progress.accept(new Progress(shipped, journal.records(), trouble(sender)));
        return journal.records();
    }

    private static String trouble(DeliveryScheduler sender) {
        return sender.circuit().isOpen() ? sender.circuit().toString() : "";
    }

    private int make(DeliveryScheduler sender, PutRecordsCall call) {
        try {
            var rejected = client.put(call.batch());
            sender.answered(call, rejected);
            return call.records().size() - rejected.size();
        } catch (FailureException e) {
            sender.failed(call, e.failure(), e.getMessage());
            return 0;
        }
    }

    private static DeliveryScheduler sender(Journal journal) {
        DeliveryConfig options = new DeliveryConfig(
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
                journal, metrics, options, deadLetterHandler, new ConfirmationWaiters(JournalReplay::millis));
    }
}
