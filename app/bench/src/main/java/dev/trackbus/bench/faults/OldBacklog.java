package dev.trackbus.bench.faults;

import dev.trackbus.kinesis.buffer.EventBuffer;
import dev.trackbus.kinesis.journal.Journal;
import dev.trackbus.kinesis.journal.JournalConfig;
import dev.trackbus.kinesis.journal.JournalOpener;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * Row 40: Kinesis is down, and a process left a backlog that is older than a day. Its journal is written here with an
 * earlier clock. New events are accepted as long as there is room.
 */
final class OldBacklog implements Scenario {
    private static final String AGE = "trackbus_kinesis_oldest_age_seconds";
    private static final Duration OLD = Duration.ofHours(25);
    private static final Duration READ = Duration.ofSeconds(20);
    private static final long MAX_BYTES = 4L << 30;
    private static final int EVENTS = 1_000;

    @Override
    public void play(Stage stage, Scale scale) throws IOException {
        writeBacklog(stage);
        stage.cutOff();
        stage.start();
        boolean old = Await.until(READ, () -> stage.metrics().sum(AGE) > OLD.toSeconds());
        stage.outcome().say("oldest event: %.0f s", stage.metrics().sum(AGE));
        stage.outcome()
                .expect(old, "the oldest event's age is %.0f s", stage.metrics().sum(AGE));
        stage.warmUp(scale.perSecond());
        Tally during = stage.load("Kinesis down, old backlog", scale.perSecond(), scale.fault());
        stage.outcome().expect(during.allWell(), "not all was answered: %s", during);
        stage.network().pass();
        stage.settle(Duration.ofSeconds(30));
    }

    private static void writeBacklog(Stage stage) throws IOException {
        long then = Instant.now().minus(OLD).toEpochMilli();
        InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(then));
        Files.createDirectories(stage.journal());
        CountDownLatch written = new CountDownLatch(EVENTS);
        try (Journal journal =
                JournalOpener.claim(stage.journal(), JournalConfig.of(MAX_BYTES, false), clock, Runnable::run)) {
            for (int i = 0; i < EVENTS; i++) {
                int id = stage.ledger().nextId();
                String messageId = UUID.randomUUID().toString();
                byte[] event = TrackedRequest.small(id).event(messageId, then).toByteArray();
                journal.append(messageId, event, new Written(written));
                stage.ledger().put(id, new Note(messageId, then, then));
            }
            boolean all = Await.until(READ, () -> written.getCount() == 0);
            stage.outcome().expect(all, "%d events were not written", written.getCount());
        }
    }

    private record Written(CountDownLatch left) implements EventBuffer.AppendCallback {
        @Override
        public void appended(long sequence) {
            left.countDown();
        }

        @Override
        public void refused(String why) {
            throw new IllegalStateException(why);
        }
    }
}
