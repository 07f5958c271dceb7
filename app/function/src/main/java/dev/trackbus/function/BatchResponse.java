package dev.trackbus.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** What Lambda is answered: which records the stream shall repeat ({@code ReportBatchItemFailures}). */
final class BatchResponse {
    private static final JsonFactory JSON = new JsonFactory();

    private BatchResponse() {}

    /**
     * Writes the answer.
     *
     * @param out      for UTF-8 JSON
     * @param repeated what comes again, from the first on; empty: everything is settled
     */
    static void write(OutputStream out, List<Delivery> repeated) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("batchItemFailures");
            for (Delivery each : repeated) {
                json.writeStartObject();
                json.writeStringField("itemIdentifier", each.record().sequenceNumber());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
