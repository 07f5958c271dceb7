package dev.trackbus.kinesis;

import dev.trackbus.kinesis.buffer.EventBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/**
 * Moves events that are rejected again and again to the end of the buffer, durably, and only then lets go of their old
 * place: so a shard that takes nothing holds nobody else, and a crash repeats no more than the window. It moves a few at a
 * time: new events come in beside them, and the buffer takes only so much before the thread has had another turn.
 */
final class Parking {
    /** How long an event must have been rejected: each move writes it to the disk once more. */
    static final long STUCK_MILLIS = 2_000;

    static final long EVERY_MILLIS = 100;

    /** No more are moved at a time than {@value} … */
    static final int MOST_EVENTS = 5_000;

    /** … and than begin within so many bytes. */
    static final long MOST_BYTES = 1 << 20;

    private final EventBuffer buffer;
    private final Owner owner;
    private int moving;
    private boolean refused;
    private boolean more;
    private long nextAt;

    /** Hears how it went; on the sender's thread. */
    interface Owner {
        void moved(Unconfirmed event, long to);

        void notMoved(Unconfirmed event);

        /** All that were moving have been heard of; there may be more to park. */
        void parked();
    }

    Parking(EventBuffer buffer, Owner owner) {
        this.buffer = buffer;
        this.owner = owner;
    }

    /** Takes out of what waits some of what is stuck, where none is moving. */
    void park(Collection<Unconfirmed> waiting, long now) {
        boolean goesOn = more && !refused;
        if (moving > 0 || now < nextAt && !goesOn) {
            return;
        }
        nextAt = now + EVERY_MILLIS;
        refused = false;
        List<Unconfirmed> stuck = stuck(waiting, now - STUCK_MILLIS);
        waiting.removeAll(new HashSet<>(stuck));
        moving = stuck.size();
        stuck.forEach(event -> buffer.appendAgain(event.key(), event.payload(), event.appendedAt(), new Moving(event)));
    }

    private List<Unconfirmed> stuck(Collection<Unconfirmed> waiting, long since) {
        List<Unconfirmed> stuck = new ArrayList<>();
        long bytes = 0;
        more = false;
        for (Unconfirmed event : waiting) {
            if (event.isStuckSince(since)) {
                more = bytes >= MOST_BYTES || stuck.size() == MOST_EVENTS;
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
            owner.parked();
        }
    }

    private final class Moving implements EventBuffer.Receipt {
        private final Unconfirmed event;

        Moving(Unconfirmed event) {
            this.event = event;
        }

        @Override
        public void takenOver(long sequence) {
            owner.moved(event, sequence);
            heard();
        }

        @Override
        public void refused(String why) {
            refused = true;
            owner.notMoved(event);
            heard();
        }
    }
}
