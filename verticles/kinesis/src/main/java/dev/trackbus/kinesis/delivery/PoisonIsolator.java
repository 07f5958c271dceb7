package dev.trackbus.kinesis.delivery;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The events of calls that Kinesis called invalid. They are sent again apart from the others, in halves, until the one
 * that is to blame is alone. That one is poison when it has been called invalid alone {@value #PROOFS} times, each time
 * after another call had passed: a stream that takes nothing proves nothing. While nothing passes, calls are not divided
 * any further than into {@value #FEW}.
 */
final class PoisonIsolator {
    static final int PROOFS = 3;
    private static final int FEW = 8;

    private final PriorityQueue<Group> groups = new PriorityQueue<>(Comparator.comparingLong(Group::dueAt));
    private long passed;

    private record Group(List<InFlightRecord> events, long dueAt) {}

    /** Another call has passed. */
    void passed() {
        passed++;
    }

    /** When the next are due; {@link Long#MAX_VALUE} where there are none. */
    long nextAt() {
        return groups.isEmpty() ? Long.MAX_VALUE : groups.peek().dueAt;
    }

    /** The next whose time has come. */
    List<InFlightRecord> take() {
        return groups.poll().events;
    }

    /** To be sent again together. */
    void add(List<InFlightRecord> events, long dueAt) {
        events.forEach(InFlightRecord::suspect);
        groups.add(new Group(events, dueAt));
    }

    /**
     * A call with these was called invalid.
     *
     * @return whether it was of one event that is poison now; else they are sent again
     */
    boolean invalid(List<InFlightRecord> events, long dueAt) {
        long accused = events.stream().filter(event -> event.accuse(passed)).count();
        if (events.size() == 1) {
            if (events.get(0).suspicions() >= PROOFS) {
                events.get(0).suspect();
                return true;
            }
            add(events, dueAt);
        } else if (accused == events.size() || groups.size() < FEW) {
            add(events.subList(0, events.size() / 2), dueAt);
            add(events.subList(events.size() / 2, events.size()), dueAt);
            events.forEach(InFlightRecord::clear);
        } else {
            add(events, dueAt);
        }
        return false;
    }
}
