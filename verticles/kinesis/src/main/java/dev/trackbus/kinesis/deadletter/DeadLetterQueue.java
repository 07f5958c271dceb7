package dev.trackbus.kinesis.deadletter;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.trackbus.bus.Batch;
import dev.trackbus.kinesis.aws.PutRecordsClient;
import dev.trackbus.proto.EventProto;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Client of the SQS queue for dead letters. Sends each as one message in the form that the functions use: JSON with
 * function
 * (tracker), reason, stream, shardId and sequenceNumber (both empty), partitionKey, arrivedAt (milliseconds since
 * 1970),
 * bytes, payload (base64). Blocks; any thread but an event loop.
 */
public final class DeadLetterQueue {
    /** Largest event, bytes: base64 and the other fields of a larger one exceed the 256 KiB of an SQS call. */
    static final int MAX_PAYLOAD = 180_000;

    private static final int MAX_CALL_BYTES = 256 << 10;
    private static final int MAX_ENTRIES = 10;
    private static final int MAX_REASON = 1_024;

    private final SqsClient client;
    private final String url;
    private final String stream;

    /**
     * @param client makes the calls; the caller closes it
     * @param url    URL of the SQS queue
     * @param stream name of the data stream that rejected the events
     */
    public DeadLetterQueue(SqsClient client, String url, String stream) {
        this.client = client;
        this.url = url;
        this.stream = stream;
    }

    /**
     * Sends dead letters.
     *
     * @param letters dead letters, each with its reason as the error
     * @return those that the queue did not accept, each with the error
     */
    public Batch send(Batch letters) {
        Batch.Builder left = new Batch.Builder();
        List<SendMessageBatchRequestEntry> call = new ArrayList<>();
        int bytes = 0;
        for (int i = 0; i < letters.size(); i++) {
            String body = message(letters, i);
            int length = body.getBytes(StandardCharsets.UTF_8).length;
            if (!call.isEmpty() && (call.size() == MAX_ENTRIES || bytes + length > MAX_CALL_BYTES)) {
                send(letters, call, left);
                call.clear();
                bytes = 0;
            }
            bytes += length;
            call.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .messageBody(body)
                    .build());
        }
        if (!call.isEmpty()) {
            send(letters, call, left);
        }
        return left.build();
    }

    private void send(Batch letters, List<SendMessageBatchRequestEntry> call, Batch.Builder left) {
        try {
            SendMessageBatchResponse answer =
                    client.sendMessageBatch(request -> request.queueUrl(url).entries(List.copyOf(call)));
            var errors = answer.failed().stream()
                    .collect(Collectors.toMap(BatchResultErrorEntry::id, BatchResultErrorEntry::code));
            var taken = answer.successful().stream().map(each -> each.id()).collect(Collectors.toSet());
            call.stream()
                    .map(SendMessageBatchRequestEntry::id)
                    .filter(id -> !taken.contains(id))
                    .forEach(id ->
                            left.addRejected(letters, Integer.parseInt(id), errors.getOrDefault(id, "no answer")));
        } catch (SdkException e) {
            call.forEach(each -> left.addRejected(letters, Integer.parseInt(each.id()), PutRecordsClient.reason(e)));
        }
    }

    private String message(Batch letters, int index) {
        byte[] payload = letters.payload(index);
        String reason = letters.error(index);
        return new JsonObject()
                .put("function", "tracker")
                .put("reason", reason.substring(0, Math.min(reason.length(), MAX_REASON)))
                .put("stream", stream)
                .put("shardId", "")
                .put("sequenceNumber", "")
                .put("partitionKey", letters.partitionKey(index))
                .put("arrivedAt", receivedAt(payload))
                .put("bytes", payload.length)
                .put("payload", Base64.getEncoder().encodeToString(payload))
                .encode();
    }

    private static long receivedAt(byte[] payload) {
        try {
            return EventProto.TrackingEvent.parseFrom(payload).getReceivedAt();
        } catch (InvalidProtocolBufferException e) {
            return 0;
        }
    }
}
