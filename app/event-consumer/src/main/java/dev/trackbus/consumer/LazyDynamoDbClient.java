package dev.trackbus.consumer;

import dev.trackbus.function.AwsClients;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * DynamoDB client of a function, created at its first use and reused by later invocations. {@link #close()} drops it
 * before a snapshot, which must contain neither connections nor credentials. For one thread.
 */
final class LazyDynamoDbClient implements Supplier<DynamoDbClient> {
    /** Timeout of a call. A call near the deadline uses a shorter one. */
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);

    private final Supplier<DynamoDbClient> factory;
    private DynamoDbClient client;

    /** Creates a client with the function's own region, credentials and {@code AWS_ENDPOINT_URL_DYNAMODB}. */
    LazyDynamoDbClient() {
        this(() -> AwsClients.build(DynamoDbClient.builder(), CALL_TIMEOUT));
    }

    LazyDynamoDbClient(Supplier<DynamoDbClient> factory) {
        this.factory = factory;
    }

    @Override
    public DynamoDbClient get() {
        if (client == null) {
            client = factory.get();
        }
        return client;
    }

    /** Closes the client, if one exists. The next use creates a new one. */
    void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
