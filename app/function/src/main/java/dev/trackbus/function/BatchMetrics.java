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
 * Turns a batch into one line of CloudWatch's embedded metric format: namespace {@code Trackbus}, dimension
 * {@code function}. No library and no call: the log is the transport.
 */
final class BatchMetrics {
    private static final JsonFactory JSON = new JsonFactory();

    private final String function;
    private final Consumer<String> lines;

    BatchMetrics(String function, Consumer<String> lines) {
        this.function = function;
        this.lines = lines;
    }

    /**
     * Counts a batch: {@code processed} (stored), {@code duplicates} (nothing to change), {@code rejected} (in the failure
     * queue), {@code failed} (given back to the stream) and, where something was stored, {@code age} (milliseconds from
     * received to stored, of the oldest). Records behind the first that is given back count as failed, whatever became
     * of them: they come again.
     *
     * @param batch    the records
     * @param outcomes one each
     * @param settled  how many of the first ones don't come again
     * @param now      when the step was done with them, milliseconds since 1970
     */
    void batch(List<Delivery> batch, List<Outcome> outcomes, int settled, long now) {
        Map<String, Long> values = new LinkedHashMap<>();
        List<Outcome> done = outcomes.subList(0, settled);
        values.put("processed", count(done, Outcome.Stored.class));
        values.put("duplicates", count(done, Outcome.Duplicate.class));
        values.put("failed", (long) batch.size() - settled);
        values.put("rejected", count(done, Outcome.Rejected.class));
        oldest(batch, done).ifPresent(received -> values.put("age", Math.max(0, now - received)));
        lines.accept(line(now, values));
    }

    private static long count(List<Outcome> outcomes, Class<?> type) {
        return outcomes.stream().filter(type::isInstance).count();
    }

    private static OptionalLong oldest(List<Delivery> batch, List<Outcome> done) {
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
