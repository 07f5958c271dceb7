package dev.trackbus.consumer;

import dev.trackbus.function.AwsClients;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The function's one DynamoDB client: made at the first use, kept from invocation to invocation, and let go before a
 * snapshot, which must hold neither connections nor keys. For one thread.
 */
final class DynamoDb implements Supplier<DynamoDbClient> {
    /** The longest that any call takes; each call bounds itself further. */
    static final Duration LONGEST_CALL = Duration.ofSeconds(3);

    private final Supplier<DynamoDbClient> maker;
    private DynamoDbClient client;

    /** A client of the function's own region, keys and {@code AWS_ENDPOINT_URL_DYNAMODB}. */
    DynamoDb() {
        this(() -> AwsClients.build(DynamoDbClient.builder(), LONGEST_CALL));
    }

    DynamoDb(Supplier<DynamoDbClient> maker) {
        this.maker = maker;
    }

    @Override
    public DynamoDbClient get() {
        if (client == null) {
            client = maker.get();
        }
        return client;
    }

    void letGo() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
