package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackbus.kinesis.buffer.EventBuffer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JournalWriterDeathTest {
    private final FakeDisk disk = new FakeDisk(42);
    private final BlockingQueue<Runnable> ownersTasks = new LinkedBlockingQueue<>();

    private static final class Told implements EventBuffer.AppendCallback {
        private final CompletableFuture<String> answer = new CompletableFuture<>();

        @Override
        public void appended(long sequence) {
            answer.complete("taken over");
        }

        @Override
        public void refused(String why) {
            answer.complete(why);
        }
    }

    /** Until one throws. */
    private void runOwnersTasks() throws InterruptedException {
        Runnable task = ownersTasks.poll(20, TimeUnit.SECONDS);
        while (task != null) {
            task.run();
            task = ownersTasks.poll(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void isRethrownOnTheOwnerAndRefusesAllAppends() throws Exception {
        OutOfMemoryError lack = new OutOfMemoryError("Java heap space");
        try (Journal journal =
                JournalOpener.open(disk, OpenJournal.WRITTEN, InstantSource.system(), ownersTasks::add)) {
            disk.breakWith(lack);
            Told first = new Told();
            journal.append("key", new byte[10], first);

            assertThatThrownBy(this::runOwnersTasks).isInstanceOf(Error.class).hasCause(lack);
            assertThat(first.answer).isNotCompleted();

            Told second = new Told();
            journal.append("key", new byte[10], second);
            assertThat(second.answer.get()).startsWith("journal closed");
            assertThat(journal.fault()).contains("OutOfMemoryError");
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            disk.breakWith(null);
        }
    }
}
