package dev.trackbus.consumer;

import dev.trackbus.function.AwsClients;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Factory for DynamoDB clients like the function's, for a given endpoint. */
final class Clients {
    private Clients() {}

    static DynamoDbClient of(URI endpoint) {
        return AwsClients.build(
                DynamoDbClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))),
                LazyDynamoDbClient.CALL_TIMEOUT);
    }
}
