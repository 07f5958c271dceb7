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
 * The failure queue in SQS. Its client is made at the first failure, which most invocations never see. By one thread at
 * a time.
 */
final class SqsFailureQueue implements FailureQueue {
    static final int ATTEMPTS = 4;

    private static final Logger LOG = LoggerFactory.getLogger(SqsFailureQueue.class);
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");
    private static final int MAX_ENTRIES = 10;
    private static final int MAX_BYTES = 256 * 1_024;
    private static final Duration CALL = Duration.ofSeconds(3);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final String queueUrl;
    private final Function<Duration, SqsClient> clients;
    private final Consumer<Duration> pause;
    private final LongUnaryOperator random;
    private SqsClient client;

    /**
     * The queue of the setting FAILURE_QUEUE_URL. Its jitter comes from the operating system: a seed in memory would be
     * the same in every copy of a SnapStart snapshot.
     *
     * @param queueUrl its URL
     */
    SqsFailureQueue(String queueUrl) {
        this(
                queueUrl,
                callTime -> AwsClients.build(SqsClient.builder(), callTime),
                each -> LockSupport.parkNanos(each.toNanos()),
                new SecureRandom()::nextLong);
    }

    SqsFailureQueue(
            String queueUrl,
            Function<Duration, SqsClient> clients,
            Consumer<Duration> pause,
            LongUnaryOperator random) {
        this.queueUrl = queueUrl;
        this.clients = clients;
        this.pause = pause;
        this.random = random;
    }

    @Override
    public int send(List<FailureMessage> messages, Deadline deadline) {
        int sent = 0;
        while (sent < messages.size()) {
            List<SendMessageBatchRequestEntry> call = nextCall(messages, sent);
            int accepted = deliver(call, deadline);
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

    private int deliver(List<SendMessageBatchRequestEntry> call, Deadline deadline) {
        List<SendMessageBatchRequestEntry> pending = call;
        String fault = "no time left";
        for (int attempt = 0; attempt < ATTEMPTS && !pending.isEmpty() && !deadline.passed(); attempt++) {
            if (attempt > 0) {
                pause.accept(shorter(fullJitter(attempt), deadline.left()));
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
        LOG.warn("the failure queue did not take {} of {} messages: {}", pending.size(), call.size(), fault);
        return Integer.parseInt(pending.get(0).id());
    }

    private SendMessageBatchResponse call(List<SendMessageBatchRequestEntry> entries, Deadline deadline) {
        if (client == null) {
            client = clients.apply(CALL);
        }
        Duration limit = shorter(CALL, deadline.left().plusMillis(1));
        return client.sendMessageBatch(request ->
                request.queueUrl(queueUrl).entries(entries).overrideConfiguration(each -> each.apiCallTimeout(limit)));
    }

    private Duration fullJitter(int attempt) {
        long limit = FIRST_PAUSE.toNanos() << (attempt - 1);
        return Duration.ofNanos(random.applyAsLong(limit));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Loads what a call needs by one that nobody answers. */
    @Override
    public void beforeSnapshot() {
        try (SqsClient unanswered = AwsClients.build(
                SqsClient.builder()
                        .endpointOverride(NOBODY)
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"))),
                CALL)) {
            SendMessageBatchRequestEntry entry = SendMessageBatchRequestEntry.builder()
                    .id("0")
                    .messageBody("{}")
                    .build();
            unanswered.sendMessageBatch(
                    request -> request.queueUrl(NOBODY.toString()).entries(entry));
        } catch (SdkException e) {
            LOG.debug("loaded, as expected without an answer", e);
        }
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
