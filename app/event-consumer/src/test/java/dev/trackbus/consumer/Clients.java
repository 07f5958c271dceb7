package dev.trackbus.consumer;

import dev.trackbus.function.AwsClients;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Clients as the function has them, for another endpoint. */
final class Clients {
    private Clients() {}

    static DynamoDbClient of(URI endpoint) {
        return AwsClients.build(
                DynamoDbClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))),
                DynamoDb.LONGEST_CALL);
    }
}
