package dev.trackbus.bench.faults;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.trackbus.kinesis.stub.Received;
import dev.trackbus.proto.EventProto;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * Reads everything that stands on the stream and compares it, field by field, with what was sent and answered. An event
 * may stand there that nobody was promised; it may not stand there with other content. One thread.
 */
final class Judge {
    private static final int MAX_COMPLAINTS = 10;

    private final Supplier<List<Received>> stream;
    private final Ledger ledger;
    private final Map<Integer, Seen> unpromised = new HashMap<>();
    private final BitSet delivered = new BitSet();
    private final BitSet forgiven = new BitSet();
    private final List<String> altered = new ArrayList<>();
    private int read;
    private int duplicates;

    private record Seen(String messageId, long receivedAt) {}

    /** @param stream everything that stands on it, in its order */
    Judge(Supplier<List<Received>> stream, Ledger ledger) {
        this.stream = stream;
        this.ledger = ledger;
    }

    /** Reads on to the end of the stream. */
    void read() {
        List<Received> all = stream.get();
        for (Received each : all.subList(read, all.size())) {
            read(each);
        }
        read = all.size();
        unpromised.entrySet().removeIf(each -> isKept(each.getKey(), each.getValue()));
    }

    private void read(Received record) {
        EventProto.TrackingEvent event;
        try {
            event = EventProto.TrackingEvent.parseFrom(record.data());
        } catch (InvalidProtocolBufferException e) {
            complain("no event: " + e.getMessage());
            return;
        }
        String parameter = event.getParametersOrDefault(TrackedRequest.ID, "");
        if (parameter.equals(TrackedRequest.PROBE)) {
            return;
        }
        if (!parameter.matches("[SLP]\\d+") || TrackedRequest.idOf(parameter) >= ledger.ids()) {
            complain("an event that nobody sent: " + event);
            return;
        }
        compare(record.partitionKey(), event, parameter);
    }

    private void compare(String key, EventProto.TrackingEvent event, String parameter) {
        int id = TrackedRequest.idOf(parameter);
        EventProto.TrackingEvent expected =
                TrackedRequest.ofParameter(parameter).event(event.getMessageId(), event.getReceivedAt());
        if (!event.equals(expected) || !key.equals(event.getMessageId())) {
            complain("id " + id + " has key " + key + " and is " + event + ", expected " + expected);
        }
        if (delivered.get(id)) {
            duplicates++;
        }
        delivered.set(id);
        Seen seen = new Seen(event.getMessageId(), event.getReceivedAt());
        if (!isKept(id, seen)) {
            unpromised.put(id, seen);
        }
    }

    /** Whether there is a promise; complains where the event is not what was promised. */
    private boolean isKept(int id, Seen seen) {
        Note note = ledger.get(id);
        if (note != null
                && (!note.messageId().equals(seen.messageId)
                        || seen.receivedAt < note.sentAt() - 1
                        || seen.receivedAt > note.answeredAt() + 1)) {
            complain("id " + id + " was answered as " + note + " and stands on the stream as " + seen);
        }
        return note != null;
    }

    private void complain(String what) {
        if (altered.size() < MAX_COMPLAINTS) {
            altered.add(what);
        }
    }

    /** Asks no more for this event: the fault destroyed it. */
    void forgive(int id) {
        forgiven.set(id);
    }

    boolean isDelivered(int id) {
        return delivered.get(id);
    }

    /** The number of different events on the stream, as far as was read. */
    int delivered() {
        return delivered.cardinality();
    }

    /** The number of events that stand on the stream once more, as far as was read. */
    int duplicates() {
        return duplicates;
    }

    /** The ids below a bound that were promised, are not forgiven, and have not been read from the stream. */
    List<Integer> missing(int below, IntPredicate counts) {
        List<Integer> missing = new ArrayList<>();
        for (int id = 0; id < below; id++) {
            if (!delivered.get(id) && !forgiven.get(id) && ledger.get(id) != null && counts.test(id)) {
                missing.add(id);
            }
        }
        return missing;
    }

    Findings findings() {
        read();
        return new Findings(
                ledger.noted(),
                delivered.cardinality(),
                duplicates,
                missing(ledger.ids(), id -> true),
                List.copyOf(altered));
    }
}
