package dev.trackbus.function;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Failure queue in SQS. It creates its client for the first message, because most invocations send none. For one thread
 * at a time.
 */
final class SqsFailureQueue implements FailureQueue {
    static final int MAX_ATTEMPTS = 4;

    private static final Logger LOG = LoggerFactory.getLogger(SqsFailureQueue.class);
    private static final URI CLOSED_PORT = URI.create("http://127.0.0.1:1");
    private static final int MAX_ENTRIES = 10;
    private static final int MAX_BYTES = 256 * 1_024;
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration BASE_DELAY = Duration.ofMillis(100);

    private final String queueUrl;
    private final Function<Duration, SqsClient> clients;
    private final Consumer<Duration> sleeper;
    private final LongUnaryOperator random;
    private SqsClient client;

    /**
     * Creates the client side of a queue. Its jitter comes from the operating system, because all copies of a SnapStart
     * snapshot share a seed in memory.
     *
     * @param queueUrl URL of the queue (setting FAILURE_QUEUE_URL)
     */
    SqsFailureQueue(String queueUrl) {
        this(
                queueUrl,
                timeout -> AwsClients.build(SqsClient.builder(), timeout),
                each -> LockSupport.parkNanos(each.toNanos()),
                new SecureRandom()::nextLong);
    }

    SqsFailureQueue(
            String queueUrl,
            Function<Duration, SqsClient> clients,
            Consumer<Duration> sleeper,
            LongUnaryOperator random) {
        this.queueUrl = queueUrl;
        this.clients = clients;
        this.sleeper = sleeper;
        this.random = random;
    }

    @Override
    public int send(List<FailureMessage> messages, Deadline deadline) {
        int sent = 0;
        while (sent < messages.size()) {
            List<SendMessageBatchRequestEntry> call = nextCall(messages, sent);
            int accepted = sendCall(call, deadline);
            sent += accepted;
            if (accepted < call.size()) {
                return sent;
            }
        }
        return sent;
    }

    private static List<SendMessageBatchRequestEntry> nextCall(List<FailureMessage> messages, int from) {
        List<SendMessageBatchRequestEntry> call = new ArrayList<>();
        int bytes = 0;
        for (FailureMessage each : messages.subList(from, Math.min(from + MAX_ENTRIES, messages.size()))) {
            String body = each.toJson();
            bytes += body.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_BYTES && !call.isEmpty()) {
                break;
            }
            call.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(call.size()))
                    .messageBody(body)
                    .build());
        }
        return call;
    }

    private int sendCall(List<SendMessageBatchRequestEntry> call, Deadline deadline) {
        List<SendMessageBatchRequestEntry> pending = call;
        String fault = "no time left before the deadline";
        for (int attempt = 0; attempt < MAX_ATTEMPTS && !pending.isEmpty() && !deadline.passed(); attempt++) {
            if (attempt > 0) {
                sleeper.accept(shorter(fullJitter(attempt), deadline.left()));
            }
            try {
                SendMessageBatchResponse answer = call(pending, deadline);
                pending = pending.stream()
                        .filter(entry -> answer.successful().stream()
                                .noneMatch(done -> done.id().equals(entry.id())))
                        .toList();
                fault = answer.failed().toString();
            } catch (SdkException e) {
                fault = e.toString();
            }
        }
        if (pending.isEmpty()) {
            return call.size();
        }
        LOG.warn("Failure queue {} did not accept {} of {} messages: {}", queueUrl, pending.size(), call.size(), fault);
        return Integer.parseInt(pending.get(0).id());
    }

    private SendMessageBatchResponse call(List<SendMessageBatchRequestEntry> entries, Deadline deadline) {
        if (client == null) {
            client = clients.apply(CALL_TIMEOUT);
        }
        Duration limit = shorter(CALL_TIMEOUT, deadline.left().plusMillis(1));
        return client.sendMessageBatch(request ->
                request.queueUrl(queueUrl).entries(entries).overrideConfiguration(each -> each.apiCallTimeout(limit)));
    }

    private Duration fullJitter(int attempt) {
        long limit = BASE_DELAY.toNanos() << (attempt - 1);
        return Duration.ofNanos(random.applyAsLong(limit));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Loads the classes of a call by one call to a closed port, then closes the client. */
    @Override
    public void beforeSnapshot() {
        try (SqsClient unconnected = AwsClients.build(
                SqsClient.builder()
                        .endpointOverride(CLOSED_PORT)
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"))),
                CALL_TIMEOUT)) {
            SendMessageBatchRequestEntry entry = SendMessageBatchRequestEntry.builder()
                    .id("0")
                    .messageBody("{}")
                    .build();
            unconnected.sendMessageBatch(
                    request -> request.queueUrl(CLOSED_PORT.toString()).entries(entry));
        } catch (SdkException e) {
            LOG.debug("SQS classes loaded; the call to a closed port failed as expected", e);
        }
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
