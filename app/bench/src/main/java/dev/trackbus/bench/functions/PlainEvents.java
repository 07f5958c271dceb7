package dev.trackbus.bench.functions;

import dev.trackbus.proto.EventProto.TrackingEvent;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The plain loop beside the event consumer: accepted events to the same items, 25 a BatchWriteItem, the SDK's client as
 * it is. Nothing is checked, nothing repeated, and what is left unprocessed is lost.
 */
final class PlainEvents implements Work {
    private static final int CALL = 25;
    private static final int SHARDS = 8;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long TTL_MILLIS = 90 * DAY_MILLIS;

    private final DynamoDbClient client = DynamoDbClient.create();

    @Override
    public void process(byte[] event) throws IOException {
        List<WriteRequest> requests = new ArrayList<>();
        for (byte[] record : PlainRecords.of(event)) {
            Map<String, AttributeValue> item = item(TrackingEvent.parseFrom(record));
            requests.add(
                    WriteRequest.builder().putRequest(put -> put.item(item)).build());
            if (requests.size() == CALL) {
                write(requests);
            }
        }
        if (!requests.isEmpty()) {
            write(requests);
        }
    }

    private void write(List<WriteRequest> requests) {
        client.batchWriteItem(call -> call.requestItems(Map.of(EventStore.TABLE, requests)));
        requests.clear();
    }

    private static Map<String, AttributeValue> item(TrackingEvent event) {
        int shard = Math.floorMod(event.getMessageId().hashCode(), SHARDS);
        LocalDate day = LocalDate.ofEpochDay(event.getReceivedAt() / DAY_MILLIS);
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("messageId", AttributeValue.fromS(event.getMessageId()));
        item.put("programId", AttributeValue.fromS(event.getProgramid()));
        item.put("receivedAt", AttributeValue.fromN(Long.toString(event.getReceivedAt())));
        item.put("type", AttributeValue.fromS("impression"));
        item.put("isValid", AttributeValue.fromBool(event.getIsValid()));
        item.put("userAgent", AttributeValue.fromS(event.getUserAgent()));
        Map<String, AttributeValue> parameters = new HashMap<>();
        event.getParametersMap().forEach((name, value) -> parameters.put(name, AttributeValue.fromS(value)));
        item.put("parameters", AttributeValue.fromM(parameters));
        item.put("programName", AttributeValue.fromS(event.getProgramName()));
        item.put("checksum", AttributeValue.fromS(event.getChecksum()));
        item.put("customerId", AttributeValue.fromN(Integer.toString(event.getCustomerId())));
        item.put("customerName", AttributeValue.fromS(event.getCustomerName()));
        item.put("customerDay", AttributeValue.fromS(event.getCustomerId() + "#" + day + '#' + shard));
        item.put("programShard", AttributeValue.fromS(event.getProgramid() + '#' + shard));
        item.put("expiresAt", AttributeValue.fromN(Long.toString((event.getReceivedAt() + TTL_MILLIS) / 1_000)));
        return item;
    }
}
