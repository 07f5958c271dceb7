package dev.trackbus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.kinesis.journal.Journal;
import dev.trackbus.kinesis.journal.JournalConfig;
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

/** Parking into a real journal; the test's thread is the event loop. */
class ParkingTest implements Parking.Owner {
    private static final int PAYLOAD = 300;

    @TempDir
    Path home;

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final List<Unconfirmed> waiting = new ArrayList<>();
    private Journal journal;
    private Parking parking;
    private long now;
    private int moved;
    private int notMoved;
    private int rounds;
    private boolean moving;

    @BeforeEach
    void open() throws IOException {
        journal = Journal.claim(home, JournalConfig.of(256L << 20, false), InstantSource.system(), tasks::add);
        parking = new Parking(journal, this);
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
    }

    @Override
    public void moved(Unconfirmed event, long to) {
        moved++;
    }

    @Override
    public void notMoved(Unconfirmed event) {
        notMoved++;
        waiting.add(event);
    }

    @Override
    public void parked() {
        rounds++;
        moving = false;
    }

    private void stuck(int events, int payload) {
        for (int i = 0; i < events; i++) {
            Unconfirmed event = new Unconfirmed(i, "k", new byte[payload], 0, 0, false);
            stick(event);
        }
        now = Parking.STUCK_MILLIS;
    }

    private void stick(Unconfirmed event) {
        while (!event.isStuck()) {
            event.reject();
        }
        waiting.add(event);
    }

    /** One turn of the loop; how many events it has taken out of what waits. */
    private int park() {
        int before = waiting.size();
        parking.park(waiting, Long.MAX_VALUE, now);
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
        stuck(Sender.WINDOW, PAYLOAD);
        while (!waiting.isEmpty()) {
            assertThat(park()).isPositive();
            hear();
        }
        assertThat(notMoved).isZero();
        assertThat(moved).isEqualTo(Sender.WINDOW);
    }

    @Test
    void leavesAnEventWhereItIsUntilItHasBeenRejectedForLong() {
        Unconfirmed event = new Unconfirmed(0, "k", new byte[1], 5_000, 0, false);
        stick(event);
        now = 5_000 + Parking.STUCK_MILLIS - 1;
        assertThat(park()).isZero();
        now += Parking.EVERY_MILLIS;
        assertThat(park()).isEqualTo(1);
    }

    @Test
    void leavesTheBufferRoomForNewEventsInEachTurn() {
        stuck(Sender.WINDOW, PAYLOAD);
        assertThat((long) park() * PAYLOAD).isLessThanOrEqualTo(Parking.MOST_BYTES + PAYLOAD);
    }

    @Test
    void movesNoMoreSmallEventsInATurnThanTakeAMoment() {
        stuck(Sender.WINDOW, 1);
        assertThat(park()).isEqualTo(Parking.MOST_EVENTS);
    }

    @Test
    void movesTheLargestEventsOneAtATime() {
        stuck(3, (1 << 20) - 1);
        assertThat(park()).isEqualTo(1);
    }

    @Test
    void movesNothingWhileSomethingMoves() {
        stuck(2 * Parking.MOST_EVENTS, 1);
        park();
        now += 10 * Parking.EVERY_MILLIS;
        assertThat(park()).isZero();
    }

    @Test
    void waitsWithTheNextAfterARefusal() throws Exception {
        Journal closed = journal;
        closed.close();
        open();
        parking = new Parking(closed, this);
        stuck(2 * Parking.MOST_EVENTS, 1);
        parking.park(waiting, Long.MAX_VALUE, now);
        assertThat(notMoved).isEqualTo(Parking.MOST_EVENTS);
        parking.park(waiting, Long.MAX_VALUE, now);
        assertThat(notMoved).isEqualTo(Parking.MOST_EVENTS);
        now += Parking.EVERY_MILLIS;
        parking.park(waiting, Long.MAX_VALUE, now);
        assertThat(notMoved).isEqualTo(2 * Parking.MOST_EVENTS);
        assertThat(rounds).isEqualTo(2);
    }
}
