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
 * Loads, and compiles in part, what storing a batch takes, before SnapStart freezes the process: batches go all the way
 * through a client of their own, whose HTTP half answers out of memory. No socket, no real key.
 */
final class WarmUp {
    private static final int BATCHES = 20;
    private static final int RECORDS = 100;

    private WarmUp() {}

    static void run(ItemMapping mapping) {
        List<StreamRecord> records =
                IntStream.range(0, RECORDS).mapToObj(WarmUp::record).toList();
        try (DynamoDbClient client = client()) {
            EventConsumer consumer =
                    new EventConsumer(new EventsTable(new DynamoDb(() -> client), "warm-up"), mapping, Waiting.real());
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
                .httpClient(new Echo())
                .build();
    }

    private static void loadTrustStore() {
        try {
            SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    /** Takes every item without a word to anybody. */
    private static final class Echo implements SdkHttpClient {
        private static final byte[] ANSWER = "{\"UnprocessedItems\":{}}".getBytes(StandardCharsets.UTF_8);

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
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(ANSWER)))
                            .build();
                }

                @Override
                public void abort() {
                    // Nothing runs that could be ended.
                }
            };
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
