package dev.trackbus.updater;

import dev.trackbus.function.Deadline;
import dev.trackbus.function.Outcome;
import dev.trackbus.function.RecordProcessor;
import dev.trackbus.function.StreamRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Processor that writes a batch of core data to Redis. It rejects a record with an invalid program, and retries records
 * whose programs Redis has not stored. For one thread at a time.
 */
final class CoreDataProcessor implements RecordProcessor {
    private static final String SAMPLE =
            "[{\"programId\":\"1\",\"programName\":\"n\",\"checksum\":\"c\",\"customerId\":1,"
                    + "\"customerName\":\"n\",\"requires\":[\"a\"]},{\"programId\":\"1\",\"deleted\":true}]";

    private final PutScript script;
    private final RedisWriter writer;

    CoreDataProcessor(PutScript script, RedisWriter writer) {
        this.script = script;
        this.writer = writer;
    }

    @Override
    public List<Outcome> process(List<StreamRecord> records, Deadline deadline) {
        List<CoreDataRecord> parsed = records.stream().map(CoreDataRecord::read).toList();
        List<ProgramUpdate> updates =
                parsed.stream().flatMap(each -> each.updates().stream()).toList();
        List<Long> results = new ArrayList<>(updates.size());
        String failure = write(updates, results, deadline);
        List<Outcome> outcomes = new ArrayList<>(records.size());
        int from = 0;
        for (CoreDataRecord each : parsed) {
            int to = from + each.updates().size();
            outcomes.add(to > results.size() ? new Outcome.Retry(failure) : outcome(each, results.subList(from, to)));
            from = to;
        }
        return outcomes;
    }

    /**
     * Writes the updates and retries once on a new connection, because the kept one may have been lost between
     * invocations. Returns the last failure, or an empty text.
     */
    private String write(List<ProgramUpdate> updates, List<Long> results, Deadline deadline) {
        String failure = "";
        for (int attempt = 0; attempt < 2 && results.size() < updates.size(); attempt++) {
            try {
                writer.write(updates.subList(results.size(), updates.size()), results::add, deadline);
            } catch (RuntimeException e) {
                failure = "Redis: " + e.getMessage();
            }
        }
        return failure;
    }

    private static Outcome outcome(CoreDataRecord record, List<Long> results) {
        if (!record.errors().isEmpty()) {
            return new Outcome.Rejected(record.reason());
        }
        boolean stored = results.stream().anyMatch(result -> result == PutScript.STORED);
        return stored ? new Outcome.Stored() : new Outcome.Duplicate();
    }

    @Override
    public void beforeSnapshot() {
        StreamRecord sample =
                new StreamRecord("1", "1", Instant.EPOCH, ByteBuffer.wrap(SAMPLE.getBytes(StandardCharsets.UTF_8)));
        CoreDataRecord.read(sample).updates().forEach(each -> script.command(each, false));
        RedisConnectionFactory.loadClasses();
        writer.close();
    }
}
