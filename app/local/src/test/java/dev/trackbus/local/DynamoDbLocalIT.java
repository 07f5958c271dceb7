package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class DynamoDbLocalIT {
    private static final Map<String, AttributeValue> ITEM = Map.of("id", AttributeValue.fromS("one"));

    @Test
    void keepsItemsUntilItStops() {
        try (DynamoDbLocal dynamo = DynamoDbLocal.started();
                DynamoDbClient client =
                        new AwsEndpoints(KinesisEndpoint.local(1), dynamo.uri(), dynamo.uri()).dynamoDbClient()) {
            client.createTable(request -> request.tableName("things")
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build()));
            client.putItem(request -> request.tableName("things").item(ITEM));
            assertThat(client.getItem(request -> request.tableName("things").key(ITEM))
                            .item())
                    .isEqualTo(ITEM);
            dynamo.stop();
            dynamo.start();
            assertThat(client.listTables().tableNames()).isEmpty();
        }
    }
}
