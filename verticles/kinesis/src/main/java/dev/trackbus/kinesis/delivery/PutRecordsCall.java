package dev.trackbus.kinesis.delivery;

import dev.trackbus.bus.Batch;
import java.util.List;

/**
 * PutRecords call from its start to its result.
 *
 * @param slot    slot of the call
 * @param records records in the call
 * @param suspect whether one of its records may be poison
 * @param resent  number of its records that were sent before
 * @param stuck   number of its records that were stuck at the start
 * @param batch   the same records as a message for the worker
 */
public record PutRecordsCall(
        CallSlot slot, List<InFlightRecord> records, boolean suspect, int resent, int stuck, Batch batch) {
    /** @param millis timeout of the call, 0 for the worker's own */
    static PutRecordsCall of(CallSlot slot, List<InFlightRecord> records, boolean suspect, long millis) {
        Batch.Builder batch = new Batch.Builder().within(millis);
        int resent = 0;
        int stuck = 0;
        for (InFlightRecord record : records) {
            resent += record.send() ? 1 : 0;
            stuck += record.isStuck() ? 1 : 0;
            batch.add(record.sequence(), record.key(), record.payload());
        }
        return new PutRecordsCall(slot, records, suspect, resent, stuck, batch.build());
    }

    /** Returns whether an answer belongs to this call: rejected records are records of the call, in its order. */
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
