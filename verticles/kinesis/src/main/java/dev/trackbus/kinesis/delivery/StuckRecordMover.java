package dev.trackbus.kinesis.delivery;

import dev.trackbus.kinesis.buffer.EventBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/**
 * Moves events that are rejected again and again to the end of the buffer, durably, and only then lets go of their old
 * place: so a shard that takes nothing holds nobody else, and a crash repeats no more than the window. It moves a few at a
 * time: new events come in beside them, and the buffer takes only so much before the thread has had another turn.
 *
 * <p>Each move is a write. So nothing moves unless an event waits behind the window that was never sent. And when the last
 * {@value #FEW} new events were all rejected, the stream as a whole takes nothing: then no more than {@value #FEW} events
 * move every 5 s, to make room for as many new ones.
 */
final class StuckRecordMover {
    /** How long an event must have been rejected: each move writes it to the disk once more. */
    static final long STUCK_MILLIS = 2_000;

    static final long EVERY_MILLIS = 100;

    static final long SLOW_MILLIS = 5_000;

    /** How many new events in a row prove by their rejection that nothing passes, and how many move then. */
    static final int FEW = 500;

    /** No more are moved at a time than {@value} … */
    static final int MOST_EVENTS = 5_000;

    /** … and than begin within so many bytes. */
    static final long MOST_BYTES = 1 << 20;

    private final EventBuffer buffer;
    private final Listener listener;
    private int moving;
    private boolean refused;
    private boolean more;
    private long movedAt;
    private long nextAt;
    private int rejected;
    private long movedUnread;

    /** Hears how it went; on the sender's thread. */
    interface Listener {
        void moved(InFlightRecord event, long to);

        void notMoved(InFlightRecord event);

        /** All that were moving have been heard of; there may be more to park. */
        void allMoved();
    }

    StuckRecordMover(EventBuffer buffer, Listener listener) {
        this.buffer = buffer;
        this.listener = listener;
    }

    /** A call has confirmed some event. */
    void passed() {
        rejected = 0;
        nextAt = Math.min(nextAt, movedAt + EVERY_MILLIS);
    }

    /** An event was rejected when it was sent for the first time. */
    void rejected() {
        rejected++;
    }

    /** An event that had moved was read at its new place. */
    void readAgain() {
        movedUnread = Math.max(0, movedUnread - 1);
    }

    /**
     * Takes out of what waits some of what is stuck, where none is moving.
     *
     * @param waiting stuck events
     * @param unread  how many events are in the buffer behind the window
     */
    void move(Collection<InFlightRecord> waiting, long unread, long now) {
        boolean goesOn = more && !refused && !isSlow();
        if (moving > 0 || now < nextAt && !goesOn || unread <= movedUnread) {
            return;
        }
        movedAt = now;
        nextAt = now + (isSlow() ? SLOW_MILLIS : EVERY_MILLIS);
        refused = false;
        List<InFlightRecord> stuck = stuck(waiting, now - STUCK_MILLIS);
        waiting.removeAll(new HashSet<>(stuck));
        moving = stuck.size();
        stuck.forEach(this::move);
    }

    private void move(InFlightRecord event) {
        event.move();
        buffer.appendAgain(event.key(), event.payload(), event.appendedAt(), new Moving(event));
    }

    private boolean isSlow() {
        return rejected >= FEW;
    }

    private List<InFlightRecord> stuck(Collection<InFlightRecord> waiting, long since) {
        List<InFlightRecord> stuck = new ArrayList<>();
        int most = isSlow() ? FEW : MOST_EVENTS;
        long bytes = 0;
        more = false;
        for (InFlightRecord event : waiting) {
            if (event.isStuckSince(since)) {
                more = bytes >= MOST_BYTES || stuck.size() == most;
                if (more) {
                    return stuck;
                }
                bytes += event.bytes();
                stuck.add(event);
            }
        }
        return stuck;
    }

    private void heard() {
        moving--;
        if (moving == 0) {
            listener.allMoved();
        }
    }

    private final class Moving implements EventBuffer.AppendCallback {
        private final InFlightRecord event;

        Moving(InFlightRecord event) {
            this.event = event;
        }

        @Override
        public void appended(long sequence) {
            movedUnread++;
            listener.moved(event, sequence);
            heard();
        }

        @Override
        public void refused(String why) {
            refused = true;
            listener.notMoved(event);
            heard();
        }
    }
}
