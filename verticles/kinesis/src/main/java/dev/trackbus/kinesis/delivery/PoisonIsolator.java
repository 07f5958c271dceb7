package dev.trackbus.kinesis.delivery;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Isolator of poison: finds the invalid record in a call that Kinesis called invalid. It sends the records again apart
 * from all
 * others, in halves, until the invalid one is alone. A record is poison when it was invalid alone {@value #PROOFS}
 * times, each
 * time after another call was accepted: a stream that accepts nothing proves nothing. Until then, calls are divided
 * into at
 * most {@value #FEW} groups.
 */
final class PoisonIsolator {
    static final int PROOFS = 3;
    private static final int FEW = 8;

    private final PriorityQueue<Group> groups = new PriorityQueue<>(Comparator.comparingLong(Group::dueAt));
    private long passed;

    private record Group(List<InFlightRecord> records, long dueAt) {}

    /** Counts a call that Kinesis accepted. */
    void passed() {
        passed++;
    }

    /** Returns when the next suspects are due; {@link Long#MAX_VALUE} where there are none. */
    long nextAt() {
        return groups.isEmpty() ? Long.MAX_VALUE : groups.peek().dueAt;
    }

    /** Returns the suspects that are due first, for one call. */
    List<InFlightRecord> take() {
        return groups.poll().records;
    }

    /** Adds suspects to be sent again in one call. */
    void add(List<InFlightRecord> records, long dueAt) {
        records.forEach(InFlightRecord::suspect);
        groups.add(new Group(records, dueAt));
    }

    /**
     * Handles a call that was called invalid.
     *
     * @return true where its only record is poison now; else its records are sent again
     */
    boolean invalid(List<InFlightRecord> records, long dueAt) {
        long accused = records.stream().filter(record -> record.accuse(passed)).count();
        if (records.size() == 1) {
            if (records.get(0).suspicions() >= PROOFS) {
                records.get(0).suspect();
                return true;
            }
            add(records, dueAt);
        } else if (accused == records.size() || groups.size() < FEW) {
            add(records.subList(0, records.size() / 2), dueAt);
            add(records.subList(records.size() / 2, records.size()), dueAt);
            records.forEach(InFlightRecord::clear);
        } else {
            add(records, dueAt);
        }
        return false;
    }
}
