package dev.trackbus.bench.faults;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.trackbus.kinesis.journal.JournalDirectory;
import dev.trackbus.kinesis.journal.JournalInspection;
import dev.trackbus.proto.EventProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a killed process left in its journal for the next one.
 *
 * @param position  the number of the first event that the next one sends
 * @param backlog   how many it sends in all
 * @param delivered how many of these stand on the stream already
 */
record Left(long position, long backlog, int delivered) {
    /** Reads the journal of a process that has ended, and changes nothing in it. The judge must have read the stream. */
    static Left by(Stage stage) throws IOException {
        long position = 0;
        long backlog = 0;
        AtomicInteger delivered = new AtomicInteger();
        for (Path each : JournalDirectory.below(stage.journal())) {
            JournalInspection found = JournalInspection.of(each, (key, payload) -> {
                if (stage.judge().isDelivered(idOf(payload))) {
                    delivered.incrementAndGet();
                }
            });
            position = Math.max(position, found.position());
            backlog += found.backlogRecords();
        }
        return new Left(position, backlog, delivered.get());
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
        return "%d events from %d on, %d of them delivered".formatted(backlog, position, delivered);
    }
}
