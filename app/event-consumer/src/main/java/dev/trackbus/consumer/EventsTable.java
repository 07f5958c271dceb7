package dev.trackbus.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The table, a call at a time: each method is one call, bounded by its time-out, and throws the client's
 * {@link SdkException} where that fails. BatchWriteItem replaces an item of the same messageId by the same content: the
 * cheapest of the idempotent writes (README.md has the figures).
 */
final class EventsTable {
    /** How many items one call takes. */
    static final int MOST_ITEMS = 25;

    private final DynamoDb client;
    private final String name;

    /**
     * @param client makes the client at the first call
     * @param name   the table's name
     */
    EventsTable(DynamoDb client, String name) {
        this.client = client;
        this.name = name;
    }

    /**
     * Writes items, or some of them.
     *
     * @param items   1-25, each of another messageId
     * @param timeout of the call, positive
     * @return those that DynamoDB left unprocessed
     */
    List<Item> put(List<Item> items, Duration timeout) {
        List<WriteRequest> requests = items.stream()
                .map(each -> WriteRequest.builder()
                        .putRequest(put -> put.item(each.attributes()))
                        .build())
                .toList();
        Map<String, List<WriteRequest>> unprocessed = client.get()
                .batchWriteItem(BatchWriteItemRequest.builder()
                        .requestItems(Map.of(name, requests))
                        .overrideConfiguration(within(timeout))
                        .build())
                .unprocessedItems();
        return unprocessed.isEmpty() ? List.of() : left(items, unprocessed);
    }

    private static List<Item> left(List<Item> items, Map<String, List<WriteRequest>> unprocessed) {
        Set<String> ids = unprocessed.values().stream()
                .flatMap(Collection::stream)
                .map(each ->
                        each.putRequest().item().get(ItemMapping.MESSAGE_ID).s())
                .collect(Collectors.toSet());
        return items.stream().filter(each -> ids.contains(each.messageId())).toList();
    }

    /**
     * Whether the table takes an item like this one, asked without writing it: on the condition that it is there already,
     * which it never is, and which DynamoDB looks at after it has checked the item.
     *
     * @param sample  an item whose messageId no event can have: one of that id would be replaced
     * @param timeout of the call, positive
     * @return false where the item breaks a rule of the table's, such as another key
     */
    boolean takes(Item sample, Duration timeout) {
        try {
            client.get()
                    .putItem(PutItemRequest.builder()
                            .tableName(name)
                            .item(sample.attributes())
                            .conditionExpression("attribute_exists(messageId)")
                            .overrideConfiguration(within(timeout))
                            .build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            return true;
        } catch (SdkException e) {
            if (TableFault.of(e) == TableFault.INVALID) {
                return false;
            }
            throw e;
        }
    }

    /** Loads what making a client takes, and lets go of it. */
    void beforeSnapshot() {
        client.get();
        client.letGo();
    }

    private static AwsRequestOverrideConfiguration within(Duration timeout) {
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(timeout)
                .apiCallAttemptTimeout(timeout)
                .build();
    }
}
