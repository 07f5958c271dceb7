package dev.trackbus.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/**
 * Definition of the events table, read from {@code events-table.json} and {@code events-table-ttl.json} in the format
 * of the AWS CLI. The local set-up, the stack and the tests all use it. The function itself creates no table.
 */
public final class TableDefinition {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TableDefinition() {}

    /**
     * Returns the request that creates the table.
     *
     * @param table name of the table
     * @return the request, with on-demand billing and both indexes
     */
    public static CreateTableRequest create(String table) {
        JsonNode json = read("/events-table.json");
        return CreateTableRequest.builder()
                .tableName(table)
                .billingMode(json.get("BillingMode").asText())
                .attributeDefinitions(each(json.get("AttributeDefinitions"), it -> AttributeDefinition.builder()
                        .attributeName(it.get("AttributeName").asText())
                        .attributeType(it.get("AttributeType").asText())
                        .build()))
                .keySchema(keys(json))
                .globalSecondaryIndexes(each(json.get("GlobalSecondaryIndexes"), TableDefinition::index))
                .build();
    }

    /**
     * Returns the request that makes DynamoDB remove expired events.
     *
     * @param table name of the table
     * @return the request, valid once the table is active
     */
    public static UpdateTimeToLiveRequest timeToLive(String table) {
        JsonNode json = read("/events-table-ttl.json").get("TimeToLiveSpecification");
        return UpdateTimeToLiveRequest.builder()
                .tableName(table)
                .timeToLiveSpecification(
                        it -> it.attributeName(json.get("AttributeName").asText())
                                .enabled(json.get("Enabled").asBoolean()))
                .build();
    }

    private static GlobalSecondaryIndex index(JsonNode json) {
        JsonNode projection = json.get("Projection");
        return GlobalSecondaryIndex.builder()
                .indexName(json.get("IndexName").asText())
                .keySchema(keys(json))
                .projection(Projection.builder()
                        .projectionType(projection.get("ProjectionType").asText())
                        .nonKeyAttributes(each(projection.get("NonKeyAttributes"), JsonNode::asText))
                        .build())
                .build();
    }

    private static List<KeySchemaElement> keys(JsonNode json) {
        return each(json.get("KeySchema"), it -> KeySchemaElement.builder()
                .attributeName(it.get("AttributeName").asText())
                .keyType(it.get("KeyType").asText())
                .build());
    }

    private static <T> List<T> each(JsonNode array, Function<JsonNode, T> read) {
        return StreamSupport.stream(array.spliterator(), false).map(read).toList();
    }

    private static JsonNode read(String resource) {
        try (InputStream in = TableDefinition.class.getResourceAsStream(resource)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
