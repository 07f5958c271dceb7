package dev.trackbus.bench.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes the records' bytes out of a Kinesis event, as one does who checks nothing. */
final class PlainRecords {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlainRecords() {}

    static List<byte[]> of(byte[] event) throws IOException {
        List<byte[]> records = new ArrayList<>();
        for (JsonNode each : JSON.readTree(event).get("Records")) {
            records.add(each.get("kinesis").get("data").binaryValue());
        }
        return records;
    }
}
