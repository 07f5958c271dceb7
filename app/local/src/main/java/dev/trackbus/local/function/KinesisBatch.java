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
 * Records of one shard on their way to a function, in the form that Lambda's event source mapping gives them.
 *
 * @param streamArn of the stream
 * @param shardId   of the shard
 * @param records   in their order, at least one
 */
record KinesisBatch(String streamArn, String shardId, List<Record> records) {
    /** Lambda takes no larger event. */
    private static final int MOST_BYTES = 6 * 1024 * 1024;

    private static final int BYTES_AROUND_A_RECORD = 600;
    private static final String ROLE = "arn:aws:iam::000000000000:role/lambda";

    /** As many of the first records as one call may carry; one at least. */
    static KinesisBatch ofFirst(String streamArn, String shardId, Iterable<Record> pending, int batchSize) {
        List<Record> records = new ArrayList<>();
        int bytes = 0;
        for (Record each : pending) {
            bytes += each.data().asByteArrayUnsafe().length * 4 / 3 + BYTES_AROUND_A_RECORD;
            if (records.size() == batchSize || !records.isEmpty() && bytes > MOST_BYTES) {
                break;
            }
            records.add(each);
        }
        return new KinesisBatch(streamArn, shardId, records);
    }

    /** The event. */
    String event() {
        ObjectNode event = Json.object();
        ArrayNode array = event.putArray("Records");
        records.forEach(each -> array.add(described(each)));
        return Json.text(event);
    }

    private ObjectNode described(Record each) {
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
     * How many of the first records the function is done with: those before the first that it reports as failed. None
     * where the call failed as a whole, or where the report names a record that is not in the batch.
     */
    int done(Result result) {
        if (result.failed()) {
            return 0;
        }
        int done = records.size();
        for (JsonNode failure : Json.read(result.body()).path("batchItemFailures")) {
            done = Math.min(done, index(failure.path("itemIdentifier").asText()));
        }
        return done;
    }

    private int index(String sequenceNumber) {
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).sequenceNumber().equals(sequenceNumber)) {
                return i;
            }
        }
        return 0;
    }

    /** What is left of it. */
    KinesisBatch from(int first) {
        return new KinesisBatch(streamArn, shardId, records.subList(first, records.size()));
    }

    /** The message of Lambda's on-failure destination: where the records are, not what they say. */
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
