package dev.trackbus.bench.functions;

import dev.trackbus.consumer.TableDefinition;
import dev.trackbus.local.DynamoDbLocal;
import dev.trackbus.proto.EventProto.EventType;
import dev.trackbus.proto.EventProto.TrackingEvent;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB Local with the table of events, and accepted impressions to fill it with. */
final class EventStore implements Store {
    static final String TABLE = "events";

    private static final String KEY = "bench";

    private final DynamoDbLocal dynamo = DynamoDbLocal.started();
    private final DynamoDbClient client = DynamoDbClient.builder()
            .endpointOverride(dynamo.uri())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY)))
            .httpClientBuilder(Apache5HttpClient.builder())
            .build();
    private int handedOut;

    @Override
    public Map<String, String> settings() {
        URI nobody = URI.create("http://127.0.0.1:1/queue");
        return Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB",
                dynamo.uri().toString(),
                "AWS_REGION",
                Region.EU_CENTRAL_1.id(),
                "AWS_ACCESS_KEY_ID",
                KEY,
                "AWS_SECRET_ACCESS_KEY",
                KEY,
                "EVENTS_TABLE",
                TABLE,
                "FAILURE_QUEUE_URL",
                nobody.toString());
    }

    @Override
    public byte[] batch(int records) {
        List<byte[]> payloads = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            payloads.add(event(handedOut++).toByteArray());
        }
        return KinesisEventJson.of(payloads);
    }

    private static TrackingEvent event(int number) {
        return TrackingEvent.newBuilder()
                .setProgramid("212313")
                .setChecksum("7d2f9c")
                .setCustomerId(9_124)
                .setUserAgent("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0")
                .setProgramName("City running shoes")
                .setCustomerName("Northway Sports")
                .setIsValid(true)
                .setMessageId(UUID.randomUUID().toString())
                .setReceivedAt(System.currentTimeMillis())
                .setType(EventType.EVENT_TYPE_IMPRESSION)
                .putParameters("placement", "banner-" + number % 100)
                .build();
    }

    @Override
    public void clear() {
        if (!client.listTables().tableNames().isEmpty()) {
            client.deleteTable(request -> request.tableName(TABLE));
        }
        client.createTable(TableDefinition.create(TABLE));
        handedOut = 0;
    }

    @Override
    public Map<String, Object> content() {
        Map<String, Object> items = new HashMap<>();
        client.scanPaginator(request -> request.tableName(TABLE)).items().forEach(item -> {
            items.put(item.get("messageId").s(), item);
        });
        return items;
    }

    @Override
    public void check() throws IOException {
        long items = client.describeTable(request -> request.tableName(TABLE))
                .table()
                .itemCount();
        if (items != handedOut) {
            throw new IOException(handedOut + " events were handed out, " + items + " items are in the table");
        }
    }

    @Override
    public void close() {
        client.close();
        dynamo.close();
    }
}
