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
import java.util.concurrent.Semaphore;

/** Journal of a process that ended, written here: the stage's next start claims it. Its events count as promised. */
final class WrittenBacklog {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long MAX_BYTES = 4L << 30;
    private static final int AT_A_TIME = 1_000;

    private WrittenBacklog() {}

    /**
     * Writes it.
     *
     * @param stage  not started yet
     * @param events how many
     * @param at     time of day at which they were accepted
     */
    static void write(Stage stage, int events, Instant at) throws IOException {
        Files.createDirectories(stage.journal());
        JournalConfig config = JournalConfig.of(MAX_BYTES, false);
        Semaphore free = new Semaphore(AT_A_TIME);
        try (Journal journal = JournalOpener.claim(stage.journal(), config, InstantSource.fixed(at), Runnable::run)) {
            for (int i = 0; i < events; i++) {
                free.acquireUninterruptibly();
                append(stage, journal, at.toEpochMilli(), new Written(free));
            }
            boolean all = Await.until(LIMIT, () -> free.availablePermits() == AT_A_TIME);
            stage.outcome().expect(all, "the backlog is not written within %s", LIMIT);
        }
    }

    private static void append(Stage stage, Journal journal, long at, Written written) {
        int id = stage.ledger().nextId();
        String messageId = UUID.randomUUID().toString();
        journal.append(messageId, TrackedRequest.small(id).event(messageId, at).toByteArray(), written);
        stage.ledger().put(id, new Note(messageId, at, at));
    }

    private record Written(Semaphore free) implements EventBuffer.AppendCallback {
        @Override
        public void appended(long sequence) {
            free.release();
        }

        @Override
        public void refused(String why) {
            throw new IllegalStateException(why);
        }
    }
}
