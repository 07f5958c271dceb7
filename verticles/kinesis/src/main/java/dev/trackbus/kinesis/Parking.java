package dev.trackbus.kinesis;

import dev.trackbus.kinesis.buffer.EventBuffer;
import java.util.Collection;
import java.util.List;

/**
 * Moves events that are rejected again and again to the end of the buffer, durably, and only then lets go of their old
 * place: so a shard that takes nothing holds nobody else, and a crash repeats no more than the window.
 */
final class Parking {
    /** How long an event must have been rejected: each move writes it to the disk once more. */
    static final long STUCK_MILLIS = 2_000;

    static final long EVERY_MILLIS = 100;

    private final EventBuffer buffer;
    private final Owner owner;
    private int moving;
    private long nextAt;

    /** Hears how it went; on the sender's thread. */
    interface Owner {
        void moved(Unconfirmed event, long to);

        void notMoved(Unconfirmed event);
    }

    Parking(EventBuffer buffer, Owner owner) {
        this.buffer = buffer;
        this.owner = owner;
    }

    /** Takes out of what waits what is stuck. */
    void park(Collection<Unconfirmed> waiting, long now) {
        if (moving > 0 || now < nextAt) {
            return;
        }
        nextAt = now + EVERY_MILLIS;
        long since = now - STUCK_MILLIS;
        List<Unconfirmed> stuck =
                waiting.stream().filter(event -> event.isStuckSince(since)).toList();
        waiting.removeIf(event -> event.isStuckSince(since));
        moving = stuck.size();
        stuck.forEach(event -> buffer.appendAgain(event.key(), event.payload(), new Moving(event)));
    }

    private final class Moving implements EventBuffer.Receipt {
        private final Unconfirmed event;

        Moving(Unconfirmed event) {
            this.event = event;
        }

        @Override
        public void takenOver(long sequence) {
            moving--;
            owner.moved(event, sequence);
        }

        @Override
        public void refused(String why) {
            moving--;
            owner.notMoved(event);
        }
    }
}
