package dev.trackbus.local.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Batch of records of one shard, in the event format of a Lambda event source mapping.
 *
 * @param streamArn ARN of the stream
 * @param shardId   id of the shard
 * @param records   records in order, at least one
 */
record KinesisBatch(String streamArn, String shardId, List<Record> records) {
    /** Maximum event size of Lambda. */
    private static final int MAX_BYTES = 6 * 1024 * 1024;

    private static final int RECORD_OVERHEAD_BYTES = 600;
    private static final String ROLE = "arn:aws:iam::000000000000:role/lambda";

    /** Returns the largest batch of leading records that one invocation accepts, with at least one record. */
    static KinesisBatch ofFirst(String streamArn, String shardId, Iterable<Record> pending, int batchSize) {
        List<Record> records = new ArrayList<>();
        int bytes = 0;
        for (Record each : pending) {
            bytes += each.data().asByteArrayUnsafe().length * 4 / 3 + RECORD_OVERHEAD_BYTES;
            if (records.size() == batchSize || !records.isEmpty() && bytes > MAX_BYTES) {
                break;
            }
            records.add(each);
        }
        return new KinesisBatch(streamArn, shardId, records);
    }

    /** Returns the event as JSON. */
    String event() {
        ObjectNode event = Json.object();
        ArrayNode array = event.putArray("Records");
        records.forEach(each -> array.add(toJson(each)));
        return Json.text(event);
    }

    private ObjectNode toJson(Record each) {
        ObjectNode record = Json.object();
        record.putObject("kinesis")
                .put("kinesisSchemaVersion", "1.0")
                .put("partitionKey", each.partitionKey())
                .put("sequenceNumber", each.sequenceNumber())
                .put("data", Base64.getEncoder().encodeToString(each.data().asByteArrayUnsafe()))
                .put("approximateArrivalTimestamp", seconds(each.approximateArrivalTimestamp()));
        return record.put("eventSource", "aws:kinesis")
                .put("eventVersion", "1.0")
                .put("eventID", shardId + ":" + each.sequenceNumber())
                .put("eventName", "aws:kinesis:record")
                .put("invokeIdentityArn", ROLE)
                .put("awsRegion", streamArn.split(":")[3])
                .put("eventSourceARN", streamArn);
    }

    private static BigDecimal seconds(Instant time) {
        return BigDecimal.valueOf(time.toEpochMilli(), 3);
    }

    /**
     * Returns the number of leading records that the function has completed: those before the first reported failure.
     * Returns zero if the invocation failed, or if the response names a record that is not in the batch.
     */
    int completed(InvocationResult result) {
        if (result.failed()) {
            return 0;
        }
        int completed = records.size();
        for (JsonNode failure : Json.read(result.body()).path("batchItemFailures")) {
            completed = Math.min(completed, index(failure.path("itemIdentifier").asText()));
        }
        return completed;
    }

    private int index(String sequenceNumber) {
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).sequenceNumber().equals(sequenceNumber)) {
                return i;
            }
        }
        return 0;
    }

    /** Returns the rest of the batch from the given index on. */
    KinesisBatch from(int first) {
        return new KinesisBatch(streamArn, shardId, records.subList(first, records.size()));
    }

    /** Returns the message for Lambda's on-failure destination: the positions of the records, without their data. */
    String positions(String functionArn, int invocations, Instant now) {
        ObjectNode message = Json.object();
        message.putObject("requestContext")
                .put("functionArn", functionArn)
                .put("condition", "RetryAttemptsExhausted")
                .put("approximateInvokeCount", invocations);
        message.put("version", "1.0").put("timestamp", now.toString());
        Record first = records.get(0);
        Record last = records.get(records.size() - 1);
        message.putObject("KinesisBatchInfo")
                .put("shardId", shardId)
                .put("startSequenceNumber", first.sequenceNumber())
                .put("endSequenceNumber", last.sequenceNumber())
                .put(
                        "approximateArrivalOfFirstRecord",
                        first.approximateArrivalTimestamp().toString())
                .put(
                        "approximateArrivalOfLastRecord",
                        last.approximateArrivalTimestamp().toString())
                .put("batchSize", records.size())
                .put("streamArn", streamArn);
        return Json.text(message);
    }
}
