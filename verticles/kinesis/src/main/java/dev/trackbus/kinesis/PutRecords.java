package dev.trackbus.kinesis;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** One batch, one call; blocks until it is answered. Any thread. */
final class PutRecords {
    private static final int LONGEST_REASON = 200;

    private final KinesisClient client;
    private final String stream;

    PutRecords(KinesisClient client, String stream) {
        this.client = client;
        this.stream = stream;
    }

    /**
     * Puts the batch on the stream.
     *
     * @return the records that Kinesis rejected, each with its error code
     * @throws FailureException where the whole call failed: INTERNAL for a request that Kinesis calls invalid, else
     *     UNAVAILABLE
     */
    Batch call(Batch batch) {
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
                    Failure.UNAVAILABLE, "answer for " + results.size() + " records of " + batch.size());
        }
        return rejected(batch, results);
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

    /** Returns what failed, the same text for each attempt that fails alike. */
    static String reason(RuntimeException e) {
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
