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

class WriteBufferTest {
    private static final EventBuffer.AppendCallback NOBODY = new EventBuffer.AppendCallback() {
        @Override
        public void appended(long sequence) {}

        @Override
        public void refused(String why) {}
    };

    private final Queue<Runnable> turn = new ConcurrentLinkedQueue<>();
    private final WriteBuffer writeBuffer = new WriteBuffer(turn::add);
    private final Thread writer = new Thread(() -> writeBuffer.awaitWork(TimeUnit.MINUTES.toNanos(5)));

    @AfterEach
    void end() throws InterruptedException {
        writeBuffer.close();
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
        assertThat(writeBuffer.poll().records()).isEqualTo(2);
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
        Thread again = new Thread(() -> writeBuffer.awaitWork(TimeUnit.MINUTES.toNanos(5)));
        writeBuffer.poll();
        again.start();
        await().until(() -> again.getState() == Thread.State.TIMED_WAITING);
        add();

        assertThat(turn).hasSize(1);
        turn.remove().run();
        again.join();
    }

    @Test
    @Timeout(20)
    void doesNotSleepWithWorkOrAfterTheEnd() {
        add();
        writeBuffer.awaitWork(TimeUnit.MINUTES.toNanos(5));
        writeBuffer.poll();
        writeBuffer.close();
        writeBuffer.awaitWork(TimeUnit.MINUTES.toNanos(5));
    }

    @Test
    void keepsTheLastBatchUntilAnotherIsFree() throws InterruptedException {
        List<WriteBatch> polled = pollAllButOne();
        add();
        assertThat(writeBuffer.poll()).isNull();
        sleep();
        writeBuffer.recycle(polled.get(0));
        writer.join();
        assertThat(writeBuffer.poll().records()).isEqualTo(1);
    }

    @Test
    void givesTheLastBatchAtTheEnd() {
        pollAllButOne();
        add();
        writeBuffer.close();
        assertThat(writeBuffer.poll().records()).isEqualTo(1);
        assertThat(writeBuffer.poll()).isNull();
        assertThat(writeBuffer.add("key", new byte[] {1}, 1, 0, NOBODY)).isFalse();
    }

    @Test
    void takesNothingInWhileAllBatchesAreOnTheirWay() {
        byte[] large = new byte[600_000];
        for (int i = 0; i < 8; i++) {
            assertThat(writeBuffer.add("key", large, large.length, 0, NOBODY)).isTrue();
        }
        assertThat(writeBuffer.add("key", large, large.length, 0, NOBODY)).isFalse();
        assertThat(writeBuffer.records()).isEqualTo(8);
        WriteBatch first = writeBuffer.poll();
        writeBuffer.done(first);
        assertThat(writeBuffer.records()).isEqualTo(7);
        writeBuffer.recycle(first);
        assertThat(writeBuffer.add("key", large, large.length, 0, NOBODY)).isTrue();
    }

    private List<WriteBatch> pollAllButOne() {
        List<WriteBatch> polled = new ArrayList<>();
        for (int i = 1; i < 8; i++) {
            add();
            polled.add(writeBuffer.poll());
        }
        assertThat(polled).doesNotContainNull().doesNotHaveDuplicates();
        return polled;
    }

    private void sleep() {
        writer.start();
        await().until(() -> writer.getState() == Thread.State.TIMED_WAITING);
    }

    private void add() {
        writeBuffer.add("key", new byte[] {1}, 1, 0, NOBODY);
    }
}
