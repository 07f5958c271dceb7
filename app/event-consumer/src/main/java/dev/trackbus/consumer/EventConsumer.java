package dev.trackbus.consumer;

import dev.trackbus.function.Deadline;
import dev.trackbus.function.Environment;
import dev.trackbus.function.Outcome;
import dev.trackbus.function.RecordProcessor;
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
 * Record processor that stores events in DynamoDB, one item per messageId. Repeated or reordered deliveries leave the
 * same items. If a messageId occurs more than once, the last event in shard order remains. Within a batch only the last
 * is written, and its outcome is the outcome of all of them. For one thread.
 */
final class EventConsumer implements RecordProcessor {
    /** Sample event for {@link EventsTable#accepts}. It sets every attribute, and no real event can have its id. */
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
    private final BackoffSleeper sleeper;
    private final Item sample;

    /**
     * Creates a consumer.
     *
     * @param table   table that stores the events
     * @param mapping mapping of an event to an item
     * @param sleeper delay between two attempts
     */
    EventConsumer(EventsTable table, ItemMapping mapping, BackoffSleeper sleeper) {
        this.table = table;
        this.mapping = mapping;
        this.sleeper = sleeper;
        this.sample = mapping.item(SAMPLE);
    }

    /**
     * Creates a consumer from the settings of the function. Opens no connection.
     *
     * @throws IllegalArgumentException if a setting is invalid; the message names it
     */
    static EventConsumer from(Environment environment) {
        ConsumerConfig config = ConsumerConfig.from(environment);
        return new EventConsumer(
                new EventsTable(new LazyDynamoDbClient(), config.table()),
                new ItemMapping(config.ttlDays(), config.shards()),
                BackoffSleeper.create());
    }

    @Override
    public List<Outcome> process(List<StreamRecord> records, Deadline deadline) {
        Map<String, Item> items = new LinkedHashMap<>();
        List<Decoded> decoded = new ArrayList<>(records.size());
        for (StreamRecord each : records) {
            decoded.add(decode(each, items));
        }
        Map<String, Outcome> written = new BatchWriter(table, sample, sleeper, deadline, items.values()).outcomes();
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

    /** Result of decoding a record: either the messageId of its event, or its rejection. */
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
