package dev.trackbus.consumer;

import dev.trackbus.function.StreamRecord;
import dev.trackbus.proto.EventProto.EventType;
import dev.trackbus.proto.EventProto.TrackingEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Test data: events and records. */
final class Events {
    /** 2025-11-21, 14:00:00.000 UTC. */
    static final long AT = 1_763_733_600_000L;

    static final Instant ARRIVED = Instant.ofEpochMilli(AT + 700);

    /**
     * Mapping with the longest TTL for real tables, because DynamoDB Local removes expired items and the events are
     * old.
     */
    static final ItemMapping MAPPING = new ItemMapping(3_650, 8);

    private Events() {}

    static TrackingEvent event(int number) {
        return TrackingEvent.newBuilder()
                .setMessageId("message-" + number)
                .setProgramid("212313")
                .setChecksum("7d2f")
                .setCustomerId(9124)
                .setUserAgent("Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0")
                .setProgramName("City running shoes")
                .setCustomerName("Northway Sports")
                .setIsValid(true)
                .setReceivedAt(AT + number)
                .setType(EventType.EVENT_TYPE_IMPRESSION)
                .build();
    }

    static StreamRecord record(TrackingEvent event) {
        return record(event.toByteString().asReadOnlyByteBuffer());
    }

    static StreamRecord record(ByteBuffer data) {
        return new StreamRecord("1", "key", ARRIVED, data);
    }

    static StreamRecord poison() {
        return record(ByteBuffer.wrap(new byte[] {1, 2, 3, -1}));
    }

    /** Returns the record of a valid event that exceeds the 400 KB of a DynamoDB item. */
    static StreamRecord oversized(int number) {
        return record(event(number).toBuilder()
                .putParameters("large", "x".repeat(410_000))
                .build());
    }

    static List<StreamRecord> records(int count) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(number -> record(event(number)))
                .toList());
    }
}
