package dev.trackbus.consumer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trackbus.function.StreamRecord;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;

/** Encoder of a batch as the JSON event that Lambda passes to a function. */
final class KinesisJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private KinesisJson() {}

    static byte[] of(List<StreamRecord> records) {
        ObjectNode event = JSON.createObjectNode();
        var array = event.putArray("Records");
        for (int i = 0; i < records.size(); i++) {
            ByteBuffer data = records.get(i).data().duplicate();
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            ObjectNode record = array.addObject();
            record.put("eventID", "shardId-000000000000:" + i)
                    .put("eventSourceARN", "arn:aws:kinesis:eu-central-1:000000000000:stream/EventStream");
            record.putObject("kinesis")
                    .put("partitionKey", "key")
                    .put("sequenceNumber", Integer.toString(i))
                    .put("data", Base64.getEncoder().encodeToString(bytes))
                    .put("approximateArrivalTimestamp", Events.ARRIVED.toEpochMilli() / 1_000.0);
        }
        return event.toString().getBytes();
    }
}
