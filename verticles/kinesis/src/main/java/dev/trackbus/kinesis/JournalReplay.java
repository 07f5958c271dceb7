package dev.trackbus.kinesis;

import dev.trackbus.bus.FailureException;
import dev.trackbus.kinesis.buffer.DeadLetter;
import dev.trackbus.kinesis.buffer.EventBuffer;
import dev.trackbus.kinesis.journal.Journal;
import dev.trackbus.kinesis.journal.JournalConfig;
import dev.trackbus.kinesis.journal.JournalDirectory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Ships what a process that is gone left in its journal, without a service: the same sender, one call at a time. Blocks its
 * thread.
 */
public final class JournalReplay {
    private static final long LINGER_MILLIS = 20;
    private static final long WAIT_MILLIS = 10;
    private static final long TELL_EVERY_MILLIS = 1_000;

    private final PutRecords putRecords;
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

    private JournalReplay(PutRecords putRecords, Consumer<Progress> progress) {
        this.putRecords = putRecords;
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
    public record Terms(String stream, AwsConfig aws, boolean deadLetters, Duration patience) {}

    /**
     * Ships what is in a directory.
     *
     * @param directory a process' directory, such as {@code JOURNAL_DIR/instance-1}
     * @param terms     where to and how long
     * @param progress  told about every second, and at the end; on this thread
     * @return what remains
     * @throws IOException where the directory can't be read or written, or a process uses it
     */
    public static Remaining run(Path directory, Terms terms, Consumer<Progress> progress) throws IOException {
        JournalDirectory claimed = JournalDirectory.claim(directory)
                .orElseThrow(() -> new IOException(directory + " is not there, or a process uses it"));
        try (KinesisClient client = AwsClient.of(terms.aws, SenderVerticle.CALL_TIMEOUT, Optional.empty())) {
            JournalReplay replay = new JournalReplay(new PutRecords(client, terms.stream), progress);
            JournalConfig config = JournalConfig.of(JournalSettings.DEFAULT_MAX_BYTES, true);
            try (Journal journal = Journal.open(claimed, config, InstantSource.system(), replay.tasks::add)) {
                if (terms.deadLetters) {
                    replay.takeBack(journal);
                }
                long events = replay.ship(journal, terms.patience);
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

    private static final class TakenBack implements EventBuffer.Receipt {
        private boolean told;
        private String why = "";

        @Override
        public void takenOver(long sequence) {
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
        Sender sender = sender(journal);
        long shipped = 0;
        long shippedAt = millis();
        long toldAt = shippedAt;
        while (journal.records() > 0 && millis() - shippedAt < patience.toMillis()) {
            Call call = sender.next();
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

    private static String trouble(Sender sender) {
        return sender.outage().isOpen() ? sender.outage().toString() : "";
    }

    private int make(Sender sender, Call call) {
        try {
            var rejected = putRecords.call(call.batch());
            sender.answered(call, rejected);
            return call.events().size() - rejected.size();
        } catch (FailureException e) {
            sender.failed(call, e.failure(), e.getMessage());
            return 0;
        }
    }

    private static Sender sender(Journal journal) {
        SenderConfig terms = new SenderConfig(
                1, LINGER_MILLIS, Sender.WINDOW, InstantSource.system(), JournalReplay::millis, Math::random, () -> {});
        Sender.Aside aside = (poison, why) -> {
            try {
                journal.setAside(poison.key(), poison.payload(), why);
                return Future.succeededFuture();
            } catch (IOException e) {
                return Future.failedFuture(e);
            }
        };
        KinesisMetrics metrics = new KinesisMetrics(new SimpleMeterRegistry());
        return new Sender(journal, metrics, terms, aside, new Commitments(JournalReplay::millis));
    }
}
