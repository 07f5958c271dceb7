package dev.trackbus.consumer;

import dev.trackbus.function.RecordProcessor;
import dev.trackbus.function.Deadline;
import dev.trackbus.function.Environment;
import dev.trackbus.function.Outcome;
import dev.trackbus.function.StreamRecord;
import dev.trackbus.proto.EventProto.EventType;
import dev.trackbus.proto.EventProto.Refusal;
import dev.trackbus.proto.EventProto.TrackingEvent;
import dev.trackbus.proto.EventProto.TrafficFlag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stores a batch of events: one item for each messageId, however often and in whatever order it is delivered. Of a
 * messageId that comes twice the last in the order of the shard stays, within a batch as across batches; within a batch
 * it alone is written, and what becomes of it becomes of the others. For the function's one thread.
 */
final class EventConsumer implements RecordProcessor {
    /** For the proof that the table takes items: every attribute is set, and the id is one that no event can have. */
    static final TrackingEvent SAMPLE = TrackingEvent.newBuilder()
            .setMessageId("#sample")
            .setProgramid("sample")
            .setChecksum("sample")
            .setCustomerId(1)
            .setUserAgent("sample")
            .setProgramName("sample")
            .setCustomerName("sample")
            .setIsValid(true)
            .setReceivedAt(1)
            .setType(EventType.EVENT_TYPE_IMPRESSION)
            .putParameters("sample", "sample")
            .setRefusal(Refusal.REFUSAL_CHECKSUM_MISMATCH)
            .setRefusedParameter("sample")
            .addTrafficFlags(TrafficFlag.TRAFFIC_FLAG_MALFORMED_ESCAPE)
            .build();

    private final EventsTable table;
    private final ItemMapping mapping;
    private final Waiting waiting;
    private final Item sample;

    /**
     * @param table   where events are stored
     * @param mapping how
     * @param waiting between two attempts
     */
    EventConsumer(EventsTable table, ItemMapping mapping, Waiting waiting) {
        this.table = table;
        this.mapping = mapping;
        this.waiting = waiting;
        this.sample = mapping.item(SAMPLE);
    }

    static EventConsumer from(Environment environment) {
        ConsumerConfig config = ConsumerConfig.from(environment);
        return new EventConsumer(
                new EventsTable(new DynamoDb(), config.table()),
                new ItemMapping(config.ttlDays(), config.shards()),
                Waiting.real());
    }

    @Override
    public List<Outcome> process(List<StreamRecord> records, Deadline deadline) {
        Map<String, Item> items = new LinkedHashMap<>();
        List<Decoded> decoded = new ArrayList<>(records.size());
        for (StreamRecord each : records) {
            decoded.add(decode(each, items));
        }
        Map<String, Outcome> written = new WriteRun(table, sample, waiting, deadline, items.values()).outcomes();
        Set<String> seen = new HashSet<>();
        return decoded.stream().map(each -> each.outcome(written, seen)).toList();
    }

    @Override
    public void beforeSnapshot() {
        WarmUp.run(mapping);
        table.beforeSnapshot();
    }

    private Decoded decode(StreamRecord each, Map<String, Item> items) {
        try {
            TrackingEvent event = EventDecoder.decode(each.data(), each.arrivedAt());
            items.put(event.getMessageId(), mapping.item(event));
            return new Decoded(event.getMessageId(), null);
        } catch (InvalidEventException e) {
            return new Decoded(null, new Outcome.Rejected(e.getMessage()));
        }
    }

    /** Either the messageId of an event, or why there is none. */
    private record Decoded(String messageId, Outcome rejected) {
        Outcome outcome(Map<String, Outcome> written, Set<String> seen) {
            if (rejected != null) {
                return rejected;
            }
            Outcome outcome = written.get(messageId);
            boolean repeated = !seen.add(messageId);
            return repeated && outcome instanceof Outcome.Stored ? new Outcome.Duplicate() : outcome;
        }
    }
}
