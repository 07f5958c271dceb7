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
 * Client of the events table in DynamoDB. Each method makes one call with a timeout and throws {@link SdkException} if
 * the call fails. Writes use BatchWriteItem, the cheapest idempotent write (README.md has the measurements): it
 * replaces an item of the same messageId by the same content.
 */
final class EventsTable {
    /** Maximum number of items in one call, a limit of DynamoDB. */
    static final int MAX_ITEMS = 25;

    private final LazyDynamoDbClient client;
    private final String name;

    /**
     * Creates the client of a table. Opens no connection.
     *
     * @param client DynamoDB client, created at the first call
     * @param name   name of the table
     */
    EventsTable(LazyDynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /**
     * Writes items.
     *
     * @param items   1-25 items with distinct messageIds
     * @param timeout timeout of the call, positive
     * @return items that DynamoDB left unprocessed
     */
    List<Item> write(List<Item> items, Duration timeout) {
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
        return unprocessed.isEmpty() ? List.of() : unprocessedItems(items, unprocessed);
    }

    private static List<Item> unprocessedItems(List<Item> items, Map<String, List<WriteRequest>> unprocessed) {
        Set<String> ids = unprocessed.values().stream()
                .flatMap(Collection::stream)
                .map(each ->
                        each.putRequest().item().get(ItemMapping.MESSAGE_ID).s())
                .collect(Collectors.toSet());
        return items.stream().filter(each -> ids.contains(each.messageId())).toList();
    }

    /**
     * Returns whether the table accepts an item like the sample, without writing it. The call puts the sample on the
     * condition that it already exists, which is never true. DynamoDB validates the item before it checks the
     * condition.
     *
     * @param sample  item whose messageId no event can have, because an existing item would be replaced
     * @param timeout timeout of the call, positive
     * @return false if the item violates a rule of the table, such as its key schema
     */
    boolean accepts(Item sample, Duration timeout) {
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
            if (DynamoDbErrorKind.of(e) == DynamoDbErrorKind.INVALID) {
                return false;
            }
            throw e;
        }
    }

    /** Prepares for a snapshot: loads the client's classes by creating it, then closes it. */
    void beforeSnapshot() {
        client.get();
        client.close();
    }

    private static AwsRequestOverrideConfiguration within(Duration timeout) {
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(timeout)
                .apiCallAttemptTimeout(timeout)
                .build();
    }
}
