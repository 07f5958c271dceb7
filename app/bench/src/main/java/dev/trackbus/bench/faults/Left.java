package dev.trackbus.bench.faults;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.trackbus.kinesis.journal.JournalHome;
import dev.trackbus.kinesis.journal.JournalInspection;
import dev.trackbus.proto.EventProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a killed process left in its journal for the next one.
 *
 * @param position the number of the first event that the next one sends, in the last directory where there are several
 * @param backlog  how many it sends in all
 * @param again    how many of these stand on the stream already, or are sent a second time, having been parked
 */
record Left(long position, long backlog, int again) {
    /** Reads the journal of a process that has ended, and changes nothing in it. The judge must have read the stream. */
    static Left by(Stage stage) throws IOException {
        long position = 0;
        long backlog = 0;
        AtomicInteger again = new AtomicInteger();
        BitSet seen = new BitSet();
        for (Path each : JournalHome.below(stage.journal())) {
            JournalInspection found = JournalInspection.of(each, (key, payload) -> {
                int id = idOf(payload);
                if (stage.judge().isDelivered(id) || seen.get(id)) {
                    again.incrementAndGet();
                }
                seen.set(id);
            });
            position = found.checkpoint();
            backlog += found.backlogRecords();
        }
        return new Left(position, backlog, again.get());
    }

    private static int idOf(byte[] payload) {
        try {
            EventProto.TrackingEvent event = EventProto.TrackingEvent.parseFrom(payload);
            return TrackedRequest.idOf(event.getParametersOrThrow(TrackedRequest.ID));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the journal holds what is no event", e);
        }
    }

    @Override
    public String toString() {
        return "%d events from %d on, %d of them once more".formatted(backlog, position, again);
    }
}
