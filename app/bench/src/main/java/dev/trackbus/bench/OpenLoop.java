package dev.trackbus.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Sends requests at a steady rate whether answers come or not. An answer's time counts from when its request was due, not
 * from when it could be sent, so that a server that stalls is charged for all who would have waited. The connections stay
 * open from run to run, so that both sides are warm when a run counts; and they are raw ones, for a client that costs more
 * than the server would measure itself. One thread.
 */
final class OpenLoop implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE_SECONDS = 60;
    private static final int OK = 200;

    private final Selector selector = Selector.open();
    private final List<RawConnection> all = new ArrayList<>();
    private final Deque<RawConnection> idle = new ArrayDeque<>();

    OpenLoop(URI url, int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            all.add(new RawConnection(url, selector));
        }
        idle.addAll(all);
    }

    /**
     * Asks at a rate. Blocks until the last answer.
     *
     * @return what came of it; throws where an answer did not come within a minute of the end
     */
    Served run(int perSecond, int seconds) throws IOException {
        try {
            return new Run(perSecond, seconds).served();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        for (RawConnection each : all) {
            each.close();
        }
        selector.close();
    }

    /** One of them, with all that is counted. */
    private final class Run {
        private final int perSecond;
        private final long total;
        private final Histogram times = new Histogram(SECOND * 2 * PATIENCE_SECONDS, 3);
        private final long start = System.nanoTime();
        private final Pauses pauses = new Pauses(start);
        private long sent;
        private long ended;
        private long refused;

        Run(int perSecond, int seconds) {
            this.perSecond = perSecond;
            this.total = (long) perSecond * seconds;
        }

        Served served() throws IOException {
            long latest = start + total * SECOND / perSecond + PATIENCE_SECONDS * SECOND;
            while (ended < total) {
                long now = System.nanoTime();
                if (now > latest) {
                    throw new IOException((total - ended) + " answers did not come");
                }
                long due = Math.min(total, (now - start) * perSecond / SECOND);
                pauses.turn(now, due > ended);
                send(due);
                if (selector.selectNow(this::read) == 0) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
            return new Served(times, refused, pauses.ofServer(), pauses.ofClient(), System.nanoTime() - start);
        }

        private void send(long due) throws IOException {
            while (sent < due && !idle.isEmpty()) {
                idle.poll().send(start + sent++ * SECOND / perSecond);
            }
        }

        private void read(SelectionKey ready) {
            RawConnection connection = (RawConnection) ready.attachment();
            try {
                int status = connection.read();
                if (status != 0) {
                    long now = System.nanoTime();
                    times.recordValue(now - connection.dueAt());
                    pauses.answered(now);
                    refused += status == OK ? 0 : 1;
                    ended++;
                    idle.add(connection);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
