package dev.trackbus.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Response to Lambda ({@code ReportBatchItemFailures}): the records that the stream must deliver again. */
final class BatchResponse {
    private static final JsonFactory JSON = new JsonFactory();

    private BatchResponse() {}

    /**
     * Writes the response as UTF-8 JSON.
     *
     * @param out      stream that receives the JSON
     * @param repeated records to deliver again, in order; empty if the whole batch is completed
     * @throws IOException if writing fails
     */
    static void write(OutputStream out, List<ReceivedRecord> repeated) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("batchItemFailures");
            for (ReceivedRecord each : repeated) {
                json.writeStartObject();
                json.writeStringField("itemIdentifier", each.record().sequenceNumber());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
