package dev.trackbus.consumer;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Queries of README.md on the events table, as a reader of the table would write them. */
record EventQueries(DynamoDbClient client, int shards) {
    private static final String TABLE = "events";

    Map<String, AttributeValue> byMessageId(String messageId) {
        return client.getItem(it -> it.tableName(TABLE).key(Map.of("messageId", AttributeValue.fromS(messageId))))
                .item();
    }

    List<Map<String, AttributeValue>> ofProgram(String programId, long fromMillis, long toMillis) {
        return IntStream.range(0, shards)
                .mapToObj(shard -> query("program-time", "programShard", programId + "#" + shard)
                        .keyConditionExpression("programShard = :key AND receivedAt BETWEEN :from AND :to")
                        .expressionAttributeValues(Map.of(
                                ":key", AttributeValue.fromS(programId + "#" + shard),
                                ":from", AttributeValue.fromN(Long.toString(fromMillis)),
                                ":to", AttributeValue.fromN(Long.toString(toMillis))))
                        .build())
                .flatMap(this::pages)
                .sorted(Comparator.comparingLong(EventQueries::receivedAt))
                .toList();
    }

    List<Map<String, AttributeValue>> ofCustomer(int customerId, String day) {
        return IntStream.range(0, shards)
                .mapToObj(shard -> query("customer-day", "customerDay", customerId + "#" + day + "#" + shard)
                        .build())
                .flatMap(this::pages)
                .sorted(Comparator.comparingLong(EventQueries::receivedAt))
                .toList();
    }

    /** Returns all items of the table. */
    Set<Map<String, AttributeValue>> all() {
        return new HashSet<>(client.scanPaginator(it -> it.tableName(TABLE).consistentRead(true)).items().stream()
                .toList());
    }

    private static QueryRequest.Builder query(String index, String attribute, String key) {
        return QueryRequest.builder()
                .tableName(TABLE)
                .indexName(index)
                .keyConditionExpression(attribute + " = :key")
                .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(key)));
    }

    private Stream<Map<String, AttributeValue>> pages(QueryRequest request) {
        return client.queryPaginator(request).items().stream();
    }

    private static long receivedAt(Map<String, AttributeValue> item) {
        return Long.parseLong(item.get("receivedAt").n());
    }
}
