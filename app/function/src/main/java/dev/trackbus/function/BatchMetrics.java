package dev.trackbus.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Metrics of processed batches in the CloudWatch embedded metric format: namespace {@code Trackbus}, dimension
 * {@code function}. Each batch is one log line, so metrics need no library and no call.
 */
final class BatchMetrics {
    private static final JsonFactory JSON = new JsonFactory();

    private final String function;
    private final Consumer<String> logLines;

    BatchMetrics(String function, Consumer<String> logLines) {
        this.function = function;
        this.logLines = logLines;
    }

    /**
     * Writes the metrics of one batch: {@code processed} (stored), {@code duplicates} (unchanged), {@code rejected} (in
     * the failure queue) and {@code failed} (returned to the stream). If a record was stored, the line contains {@code
     * age}: milliseconds from received to stored, of the oldest stored record. All records after the first returned one
     * count as failed, because the stream delivers them again.
     *
     * @param batch     the records
     * @param outcomes  one outcome per record, in the same order
     * @param completed number of leading records that the stream does not deliver again
     * @param now       time when the processor returned, milliseconds since 1970
     */
    void writeBatch(List<ReceivedRecord> batch, List<Outcome> outcomes, int completed, long now) {
        Map<String, Long> values = new LinkedHashMap<>();
        List<Outcome> done = outcomes.subList(0, completed);
        values.put("processed", count(done, Outcome.Stored.class));
        values.put("duplicates", count(done, Outcome.Duplicate.class));
        values.put("failed", (long) batch.size() - completed);
        values.put("rejected", count(done, Outcome.Rejected.class));
        oldest(batch, done).ifPresent(received -> values.put("age", Math.max(0, now - received)));
        logLines.accept(line(now, values));
    }

    private static long count(List<Outcome> outcomes, Class<?> type) {
        return outcomes.stream().filter(type::isInstance).count();
    }

    private static OptionalLong oldest(List<ReceivedRecord> batch, List<Outcome> done) {
        OptionalLong oldest = OptionalLong.empty();
        for (int i = 0; i < done.size(); i++) {
            if (done.get(i) instanceof Outcome.Stored stored) {
                long received = stored.receivedAt()
                        .orElse(batch.get(i).record().arrivedAt().toEpochMilli());
                oldest = OptionalLong.of(Math.min(received, oldest.orElse(received)));
            }
        }
        return oldest;
    }

    private String line(long now, Map<String, Long> values) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectFieldStart("_aws");
            json.writeNumberField("Timestamp", now);
            json.writeArrayFieldStart("CloudWatchMetrics");
            json.writeStartObject();
            json.writeStringField("Namespace", "Trackbus");
            json.writeArrayFieldStart("Dimensions");
            json.writeStartArray();
            json.writeString("function");
            json.writeEndArray();
            json.writeEndArray();
            json.writeArrayFieldStart("Metrics");
            for (String name : values.keySet()) {
                json.writeStartObject();
                json.writeStringField("Name", name);
                json.writeStringField("Unit", name.equals("age") ? "Milliseconds" : "Count");
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeStringField("function", function);
            for (Map.Entry<String, Long> each : values.entrySet()) {
                json.writeNumberField(each.getKey(), each.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
