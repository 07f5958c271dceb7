package dev.trackbus.kinesis.aws;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * Client of one data stream: each batch is one PutRecords call, which blocks until it is answered and is not repeated. Any
 * thread but an event loop.
 */
public final class PutRecordsClient implements AutoCloseable {
    /** Timeout of a call; shorter than the deadline of the bus. */
    public static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private static final int LONGEST_REASON = 200;

    private final KinesisClient client;
    private final String stream;

    /**
     * @param client makes the calls; closed with this object
     * @param stream name of the data stream
     */
    public PutRecordsClient(KinesisClient client, String stream) {
        this.client = client;
        this.stream = stream;
    }

    /**
     * Creates a client with a timeout of {@link #CALL_TIMEOUT}. Makes no connection yet.
     *
     * @param aws    region, endpoint and credentials
     * @param stream name of the data stream
     * @return a client to be closed by the caller
     */
    public static PutRecordsClient open(AwsConfig aws, String stream) {
        return new PutRecordsClient(AwsClients.kinesis(aws, CALL_TIMEOUT, Optional.empty()), stream);
    }

    /**
     * Puts a batch on the stream. Blocks for at most the timeout of a call.
     *
     * @param batch at most 500 records and 10 MiB
     * @return the records that Kinesis rejected, each with its error code; empty when it accepted all
     * @throws FailureException where the whole call failed: INTERNAL for a request that Kinesis calls invalid, else
     *     UNAVAILABLE
     */
    public Batch put(Batch batch) {
        List<PutRecordsResultEntry> results;
        try {
            results = client.putRecords(request(batch)).records();
        } catch (AwsServiceException e) {
            throw failed(e);
        } catch (RuntimeException e) {
            throw new FailureException(Failure.UNAVAILABLE, reason(e));
        }
        if (results.size() != batch.size()) {
            throw new FailureException(
                    Failure.UNAVAILABLE,
                    "response has " + results.size() + " results for " + batch.size() + " records");
        }
        return rejected(batch, results);
    }

    /** Closes the client; a call in flight fails. */
    @Override
    public void close() {
        client.close();
    }

    private PutRecordsRequest request(Batch batch) {
        List<PutRecordsRequestEntry> entries = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            entries.add(PutRecordsRequestEntry.builder()
                    .partitionKey(batch.partitionKey(i))
                    .data(SdkBytes.fromByteArrayUnsafe(batch.payload(i)))
                    .build());
        }
        PutRecordsRequest.Builder request =
                PutRecordsRequest.builder().streamName(stream).records(entries);
        if (batch.timeoutMillis() > 0) {
            Duration most = Duration.ofMillis(batch.timeoutMillis());
            request.overrideConfiguration(it -> it.apiCallTimeout(most).apiCallAttemptTimeout(most));
        }
        return request.build();
    }

    private static Batch rejected(Batch batch, List<PutRecordsResultEntry> results) {
        Batch.Builder rejected = new Batch.Builder();
        for (int i = 0; i < batch.size(); i++) {
            PutRecordsResultEntry result = results.get(i);
            if (result.errorCode() != null) {
                rejected.addRejected(batch, i, result.errorCode());
            } else if (result.sequenceNumber() == null) {
                rejected.addRejected(batch, i, "NoSequenceNumber");
            }
        }
        return rejected.build();
    }

    private static FailureException failed(AwsServiceException e) {
        return new FailureException(isInvalid(code(e)) ? Failure.INTERNAL : Failure.UNAVAILABLE, reason(e));
    }

    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? "HTTP " + e.statusCode()
                : e.awsErrorDetails().errorCode();
    }

    /** The exception's own message has the request's id, which is another one at each attempt. */
    private static String reason(AwsServiceException e) {
        return shortened(code(e)
                + (e.awsErrorDetails() == null || e.awsErrorDetails().errorMessage() == null
                        ? ""
                        : ": " + e.awsErrorDetails().errorMessage()));
    }

    private static boolean isInvalid(String code) {
        return switch (code) {
            case "InvalidArgumentException", "ValidationException", "SerializationException" -> true;
            default -> false;
        };
    }

    /**
     * Describes a failure by its root cause.
     *
     * @param e failure of a call
     * @return class and message of the root cause, at most 200 characters
     */
    public static String reason(RuntimeException e) {
        if (e instanceof AwsServiceException answer) {
            return reason(answer);
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return shortened(root.getClass().getSimpleName() + ": " + root.getMessage());
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }
}
