package dev.trackbus.kinesis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.kinesis.journal.Journal;
import dev.trackbus.kinesis.journal.JournalConfig;
import dev.trackbus.kinesis.journal.JournalOpener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves into a real journal; the test's thread is the event loop. */
class StuckRecordMoverTest implements StuckRecordMover.Listener {
    private static final int PAYLOAD = 300;

    @TempDir
    Path home;

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final List<InFlightRecord> waiting = new ArrayList<>();
    private Journal journal;
    private StuckRecordMover mover;
    private long now;
    private int moved;
    private int notMoved;
    private int rounds;
    private boolean moving;

    @BeforeEach
    void open() throws IOException {
        journal = JournalOpener.claim(home, JournalConfig.of(256L << 20, false), InstantSource.system(), tasks::add);
        mover = new StuckRecordMover(journal, this);
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
    }

    @Override
    public void moved(InFlightRecord event, long to) {
        moved++;
    }

    @Override
    public void notMoved(InFlightRecord event) {
        notMoved++;
        waiting.add(event);
    }

    @Override
    public void allMoved() {
        rounds++;
        moving = false;
    }

    private void stuck(int events, int payload) {
        for (int i = 0; i < events; i++) {
            InFlightRecord event = new InFlightRecord(i, "k", new byte[payload], 0, 0, false);
            stick(event);
        }
        now = StuckRecordMover.STUCK_MILLIS;
    }

    private void stick(InFlightRecord event) {
        while (!event.isStuck()) {
            event.reject();
        }
        event.send();
        event.retry(0);
        waiting.add(event);
    }

    /** One turn of the loop; how many events it has taken out of what waits. */
    private int park() {
        int before = waiting.size();
        mover.move(waiting, Long.MAX_VALUE, now);
        moving = waiting.size() < before;
        return before - waiting.size();
    }

    private void hear() throws InterruptedException {
        while (moving) {
            Runnable task = tasks.poll(20, TimeUnit.SECONDS);
            assertThat(task).as("a receipt").isNotNull();
            task.run();
        }
    }

    @Test
    void movesAWholeWindowWithoutARefusalAndWithoutATimer() throws Exception {
        stuck(DeliveryScheduler.WINDOW, PAYLOAD);
        while (!waiting.isEmpty()) {
            assertThat(park()).isPositive();
            hear();
        }
        assertThat(notMoved).isZero();
        assertThat(moved).isEqualTo(DeliveryScheduler.WINDOW);
    }

    @Test
    void movesARecordOnlyAfterLongRejection() {
        InFlightRecord event = new InFlightRecord(0, "k", new byte[1], 5_000, 0, false);
        stick(event);
        now = 5_000 + StuckRecordMover.STUCK_MILLIS - 1;
        assertThat(park()).isZero();
        now += StuckRecordMover.EVERY_MILLIS;
        assertThat(park()).isEqualTo(1);
    }

    @Test
    void leavesTheBufferRoomForNewEventsInEachTurn() {
        stuck(DeliveryScheduler.WINDOW, PAYLOAD);
        assertThat((long) park() * PAYLOAD).isLessThanOrEqualTo(StuckRecordMover.MAX_BYTES + PAYLOAD);
    }

    @Test
    void movesNoMoreSmallEventsInATurnThanTakeAMoment() {
        stuck(DeliveryScheduler.WINDOW, 1);
        assertThat(park()).isEqualTo(StuckRecordMover.MAX_RECORDS);
    }

    @Test
    void movesTheLargestEventsOneAtATime() {
        stuck(3, (1 << 20) - 1);
        assertThat(park()).isEqualTo(1);
    }

    @Test
    void movesNothingWhileSomethingMoves() {
        stuck(2 * StuckRecordMover.MAX_RECORDS, 1);
        park();
        now += 10 * StuckRecordMover.EVERY_MILLIS;
        assertThat(park()).isZero();
    }

    @Test
    void waitsWithTheNextAfterARefusal() throws Exception {
        Journal closed = journal;
        closed.close();
        open();
        mover = new StuckRecordMover(closed, this);
        stuck(2 * StuckRecordMover.MAX_RECORDS, 1);
        mover.move(waiting, Long.MAX_VALUE, now);
        assertThat(notMoved).isEqualTo(StuckRecordMover.MAX_RECORDS);
        mover.move(waiting, Long.MAX_VALUE, now);
        assertThat(notMoved).isEqualTo(StuckRecordMover.MAX_RECORDS);
        now += StuckRecordMover.EVERY_MILLIS;
        mover.move(waiting, Long.MAX_VALUE, now);
        assertThat(notMoved).isEqualTo(2 * StuckRecordMover.MAX_RECORDS);
        assertThat(rounds).isEqualTo(2);
    }
}
