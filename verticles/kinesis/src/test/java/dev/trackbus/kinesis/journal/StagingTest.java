package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trackbus.kinesis.buffer.EventBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

    @Test
    void wakesTheWriterAgainAfterTheOwnersTurn() throws InterruptedException {
        sleep();
        add();
        turn.remove().run();
        writer.join();
        Thread again = new Thread(() -> staging.awaitWork(TimeUnit.MINUTES.toNanos(5)));
        staging.poll();
        again.start();
        await().until(() -> again.getState() == Thread.State.TIMED_WAITING);
        add();

        assertThat(turn).hasSize(1);
        turn.remove().run();
        again.join();
    }

    @Test
    @Timeout(20)
    void leavesTheWriterAwakeWhereThereIsWorkOrAnEnd() {
        add();
        staging.awaitWork(TimeUnit.MINUTES.toNanos(5));
        staging.poll();
        staging.close();
        staging.awaitWork(TimeUnit.MINUTES.toNanos(5));
    }

    @Test
    void keepsTheLastBatchToFillUntilAnotherIsGivenBackAndWakesTheWriterThen() throws InterruptedException {
        List<StagedBatch> polled = pollAllButOne();
        add();
        assertThat(staging.poll()).isNull();
        sleep();
        staging.recycle(polled.get(0));
        writer.join();
        assertThat(staging.poll().records()).isEqualTo(1);
    }

    @Test
    void givesTheLastBatchAtTheEnd() {
        pollAllButOne();
        add();
        staging.close();
        assertThat(staging.poll().records()).isEqualTo(1);
        assertThat(staging.poll()).isNull();
        assertThat(staging.add("key", new byte[] {1}, 1, 0, NOBODY)).isFalse();
    }

    @Test
    void takesNothingInWhileAllBatchesAreOnTheirWay() {
        byte[] large = new byte[600_000];
        for (int i = 0; i < 8; i++) {
            assertThat(staging.add("key", large, large.length, 0, NOBODY)).isTrue();
        }
        assertThat(staging.add("key", large, large.length, 0, NOBODY)).isFalse();
        assertThat(staging.records()).isEqualTo(8);
        StagedBatch first = staging.poll();
        staging.done(first);
        assertThat(staging.records()).isEqualTo(7);
        staging.recycle(first);
        assertThat(staging.add("key", large, large.length, 0, NOBODY)).isTrue();
    }

    private List<StagedBatch> pollAllButOne() {
        List<StagedBatch> polled = new ArrayList<>();
        for (int i = 1; i < 8; i++) {
            add();
            polled.add(staging.poll());
        }
        assertThat(polled).doesNotContainNull().doesNotHaveDuplicates();
        return polled;
    }

    private void sleep() {
        writer.start();
        await().until(() -> writer.getState() == Thread.State.TIMED_WAITING);
    }

    private void add() {
        staging.add("key", new byte[] {1}, 1, 0, NOBODY);
    }
}
