package dev.trackbus.consumer;

import dev.trackbus.proto.EventProto.Refusal;
import dev.trackbus.proto.EventProto.TrackingEvent;
import dev.trackbus.proto.EventProto.TrafficFlag;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Mapping of an event to a DynamoDB item, in the layout of README.md. The same event always maps to the same item, so a
 * repeated write changes nothing. Empty texts of the event are absent from the item. Immutable.
 *
 * @param ttlDays days from the arrival of an event to its expiry
 * @param shards  number of index keys that share the events of a program, or of a customer and day
 */
record ItemMapping(int ttlDays, int shards) {
    static final String MESSAGE_ID = "messageId";

    private static final long DAY_MILLIS = 86_400_000;
    private static final int ATTRIBUTES = 24;

    Item item(TrackingEvent event) {
        Map<String, AttributeValue> item = new HashMap<>(ATTRIBUTES);
        item.put(MESSAGE_ID, text(event.getMessageId()));
        item.put("programId", text(event.getProgramid()));
        item.put("receivedAt", number(event.getReceivedAt()));
        item.put("type", text(type(event)));
        item.put("isValid", AttributeValue.fromBool(event.getIsValid()));
        put(item, "userAgent", event.getUserAgent());
        put(item, "refusal", refusal(event));
        put(item, "refusedParameter", event.getRefusedParameter());
        putParameters(item, event.getParametersMap());
        putTrafficFlags(item, event);
        if (event.getRefusal() != Refusal.REFUSAL_UNKNOWN_PROGRAM) {
            putProgram(item, event);
        }
        item.put("programShard", text(event.getProgramid() + '#' + shard(event)));
        item.put("expiresAt", number((event.getReceivedAt() + ttlDays * DAY_MILLIS) / 1_000));
        return new Item(event.getMessageId(), event.getReceivedAt(), item);
    }

    private void putProgram(Map<String, AttributeValue> item, TrackingEvent event) {
        put(item, "programName", event.getProgramName());
        put(item, "checksum", event.getChecksum());
        item.put("customerId", number(event.getCustomerId()));
        put(item, "customerName", event.getCustomerName());
        item.put("customerDay", text(event.getCustomerId() + "#" + day(event) + '#' + shard(event)));
    }

    private static void putParameters(Map<String, AttributeValue> item, Map<String, String> parameters) {
        if (!parameters.isEmpty()) {
            Map<String, AttributeValue> map = new HashMap<>();
            parameters.forEach((name, value) -> map.put(name, text(value)));
            item.put("parameters", AttributeValue.fromM(map));
        }
    }

    /** DynamoDB refuses a set that holds a text twice. */
    private static void putTrafficFlags(Map<String, AttributeValue> item, TrackingEvent event) {
        if (event.getTrafficFlagsCount() > 0) {
            List<String> flags = event.getTrafficFlagsValueList().stream()
                    .distinct()
                    .map(ItemMapping::trafficFlag)
                    .toList();
            item.put("trafficFlags", AttributeValue.fromSs(flags));
        }
    }

    private int shard(TrackingEvent event) {
        return Math.floorMod(event.getMessageId().hashCode(), shards);
    }

    private static LocalDate day(TrackingEvent event) {
        return LocalDate.ofEpochDay(event.getReceivedAt() / DAY_MILLIS);
    }

    private static String type(TrackingEvent event) {
        return switch (event.getType()) {
            case EVENT_TYPE_IMPRESSION -> "impression";
            case EVENT_TYPE_CLICK -> "click";
            case EVENT_TYPE_CONVERSION -> "conversion";
            case EVENT_TYPE_UNSPECIFIED -> "unknown";
            case UNRECOGNIZED -> Integer.toString(event.getTypeValue());
        };
    }

    private static String refusal(TrackingEvent event) {
        return switch (event.getRefusal()) {
            case REFUSAL_UNSPECIFIED -> "";
            case UNRECOGNIZED -> Integer.toString(event.getRefusalValue());
            default -> dashed(event.getRefusal().name(), "REFUSAL_");
        };
    }

    private static String trafficFlag(int number) {
        TrafficFlag flag = TrafficFlag.forNumber(number);
        return flag == null ? Integer.toString(number) : dashed(flag.name(), "TRAFFIC_FLAG_");
    }

    private static String dashed(String constant, String prefix) {
        return constant.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void put(Map<String, AttributeValue> item, String name, String value) {
        if (!value.isEmpty()) {
            item.put(name, text(value));
        }
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
