package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trackbus.kinesis.buffer.EventBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StagingTest {
    private static final EventBuffer.Receipt NOBODY = new EventBuffer.Receipt() {
        @Override
        public void takenOver(long sequence) {}

        @Override
        public void refused(String why) {}
    };

    private final Queue<Runnable> turn = new ConcurrentLinkedQueue<>();
    private final Staging staging = new Staging(turn::add);
    private final Thread writer = new Thread(() -> staging.awaitWork(TimeUnit.MINUTES.toNanos(5)));

    @AfterEach
    void end() throws InterruptedException {
        staging.close();
        writer.join();
    }

    @Test
    void wakesTheWriterOnceForAllThatCameInBeforeTheOwnersTurn() throws InterruptedException {
        sleep();
        add();
        add();

        assertThat(turn).hasSize(1);
        turn.remove().run();
        writer.join();
        assertThat(staging.poll().records()).isEqualTo(2);
    }

    @Test
    void leavesAWriterAloneThatIsAwake() {
        add();

        assertThat(turn).isEmpty();
    }

    private void sleep() {
        writer.start();
        await().until(() -> writer.getState() == Thread.State.TIMED_WAITING);
    }

    private void add() {
        staging.add("key", new byte[] {1}, 1, 0, NOBODY);
    }
}
