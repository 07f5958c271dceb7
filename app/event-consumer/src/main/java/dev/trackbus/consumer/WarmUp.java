package dev.trackbus.consumer;

import dev.trackbus.function.Deadline;
import dev.trackbus.function.StreamRecord;
import dev.trackbus.proto.EventProto.EventType;
import dev.trackbus.proto.EventProto.TrackingEvent;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Warm-up before a SnapStart snapshot. It stores sample batches through a real DynamoDB client with an in-memory HTTP
 * client, so that classes are loaded and partly compiled. It uses no socket and no real credentials.
 */
final class WarmUp {
    private static final int BATCHES = 20;
    private static final int RECORDS = 100;

    private WarmUp() {}

    /** Runs the warm-up. */
    static void run(ItemMapping mapping) {
        List<StreamRecord> records =
                IntStream.range(0, RECORDS).mapToObj(WarmUp::record).toList();
        try (DynamoDbClient client = client()) {
            EventConsumer consumer = new EventConsumer(
                    new EventsTable(new LazyDynamoDbClient(() -> client), "warm-up"), mapping, BackoffSleeper.create());
            for (int i = 0; i < BATCHES; i++) {
                consumer.process(records, Deadline.after(Duration.ofMinutes(1), System::nanoTime));
            }
        }
        loadTrustStore();
    }

    private static StreamRecord record(int index) {
        TrackingEvent event = TrackingEvent.newBuilder()
                .setMessageId("warm-up-" + index)
                .setProgramid("warm-up")
                .setType(EventType.EVENT_TYPE_IMPRESSION)
                .putParameters("name", "value")
                .build();
        return new StreamRecord(
                Integer.toString(index),
                event.getMessageId(),
                Instant.EPOCH,
                event.toByteString().asReadOnlyByteBuffer());
    }

    private static DynamoDbClient client() {
        return DynamoDbClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("warm", "up")))
                .httpClient(new AcceptingHttpClient())
                .build();
    }

    private static void loadTrustStore() {
        try {
            SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM does not support TLS", e);
        }
    }

    /** In-memory HTTP client that responds to every call as if all items were stored. */
    private static final class AcceptingHttpClient implements SdkHttpClient {
        private static final byte[] RESPONSE = "{\"UnprocessedItems\":{}}".getBytes(StandardCharsets.UTF_8);

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder()
                                    .statusCode(200)
                                    .putHeader("Content-Type", "application/x-amz-json-1.0")
                                    .build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(RESPONSE)))
                            .build();
                }

                @Override
                public void abort() {
                    // A call completes immediately.
                }
            };
        }

        @Override
        public void close() {
            // The client has no resources.
        }
    }
}
