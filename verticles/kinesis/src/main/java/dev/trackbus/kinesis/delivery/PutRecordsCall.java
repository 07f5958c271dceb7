package dev.trackbus.kinesis.delivery;

import dev.trackbus.bus.Batch;
import java.util.List;

/**
 * One PutRecords call from its start to its answer.
 *
 * @param slot   which is busy with it
 * @param events what it sends
 * @param suspect whether an event in it may be one that Kinesis will never take
 * @param resent how many of them were sent before
 * @param stuck  how many of them were stuck when it began
 * @param batch  the same as the question to a sender
 */
public record PutRecordsCall(
        CallSlot slot, List<InFlightRecord> records, boolean suspect, int resent, int stuck, Batch batch) {
    /** @param millis how long the call may take, 0 for the sender's own time-out */
    static PutRecordsCall of(CallSlot slot, List<InFlightRecord> records, boolean suspect, long millis) {
        Batch.Builder batch = new Batch.Builder().within(millis);
        int resent = 0;
        int stuck = 0;
        for (InFlightRecord event : records) {
            resent += event.send() ? 1 : 0;
            stuck += event.isStuck() ? 1 : 0;
            batch.add(event.sequence(), event.key(), event.payload());
        }
        return new PutRecordsCall(slot, records, suspect, resent, stuck, batch.build());
    }

    /** Whether an answer is about this call: what it rejects was sent, and stands in the order in which it was sent. */
    boolean isAnsweredBy(Batch rejected) {
        int found = 0;
        for (int i = 0; i < records.size() && found < rejected.size(); i++) {
            if (records.get(i).sequence() == rejected.sequence(found)) {
                found++;
            }
        }
        return found == rejected.size();
    }
}
