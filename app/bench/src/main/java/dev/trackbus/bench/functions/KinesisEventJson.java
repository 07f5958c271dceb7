package dev.trackbus.bench.functions;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Writes a batch as Lambda hands it over, with all the fields that it gives a record. */
final class KinesisEventJson {
    private static final String ARN = "arn:aws:kinesis:eu-central-1:000000000000:stream/bench";
    private static final long FIRST_SEQUENCE = 4_966_900_000_000_000_000L;

    private KinesisEventJson() {}

    static byte[] of(List<byte[]> payloads) {
        JsonArray records = new JsonArray();
        for (int i = 0; i < payloads.size(); i++) {
            String sequence = Long.toString(FIRST_SEQUENCE + i);
            records.add(new JsonObject()
                    .put(
                            "kinesis",
                            new JsonObject()
                                    .put("kinesisSchemaVersion", "1.0")
                                    .put("partitionKey", "key-" + i)
                                    .put("sequenceNumber", sequence)
                                    .put("data", Base64.getEncoder().encodeToString(payloads.get(i)))
                                    .put("approximateArrivalTimestamp", System.currentTimeMillis() / 1_000.0))
                    .put("eventSource", "aws:kinesis")
                    .put("eventVersion", "1.0")
                    .put("eventID", "shardId-000000000000:" + sequence)
                    .put("eventName", "aws:kinesis:record")
                    .put("invokeIdentityArn", "arn:aws:iam::000000000000:role/bench")
                    .put("awsRegion", "eu-central-1")
                    .put("eventSourceARN", ARN));
        }
        return new JsonObject().put("Records", records).encode().getBytes(StandardCharsets.UTF_8);
    }
}
