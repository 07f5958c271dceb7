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

/** Takes a batch of core data to Redis. A record that can't be understood is rejected; a fault of Redis is one to retry. */
final class UpdateStep implements RecordProcessor {
    private static final String SAMPLE =
            "[{\"programId\":\"1\",\"programName\":\"n\",\"checksum\":\"c\",\"customerId\":1,"
                    + "\"customerName\":\"n\",\"requires\":[\"a\"]},{\"programId\":\"1\",\"deleted\":true}]";

    private final PutScript script;
    private final RedisWriter writer;

    UpdateStep(PutScript script, RedisWriter writer) {
        this.script = script;
        this.writer = writer;
    }

    @Override
    public List<Outcome> process(List<StreamRecord> records, Deadline deadline) {
        List<CoreDataRecord> read = records.stream().map(CoreDataRecord::read).toList();
        List<Update> updates =
                read.stream().flatMap(each -> each.updates().stream()).toList();
        List<Long> answers = new ArrayList<>(updates.size());
        String fault = write(updates, answers, deadline);
        List<Outcome> outcomes = new ArrayList<>(records.size());
        int from = 0;
        for (CoreDataRecord each : read) {
            int to = from + each.updates().size();
            outcomes.add(to > answers.size() ? new Outcome.Retry(fault) : settled(each, answers.subList(from, to)));
            from = to;
        }
        return outcomes;
    }

    /** A connection that was kept may have died while the function slept: the first fault is met with a new one. */
    private String write(List<Update> updates, List<Long> answers, Deadline deadline) {
        String fault = "";
        for (int attempt = 0; attempt < 2 && answers.size() < updates.size(); attempt++) {
            try {
                writer.write(updates.subList(answers.size(), updates.size()), answers::add, deadline);
            } catch (RuntimeException e) {
                fault = "Redis: " + e.getMessage();
            }
        }
        return fault;
    }

    private static Outcome settled(CoreDataRecord record, List<Long> answers) {
        if (!record.faults().isEmpty()) {
            return new Outcome.Rejected(record.reason());
        }
        boolean stored = answers.stream().anyMatch(answer -> answer == PutScript.STORED);
        return stored ? new Outcome.Stored() : new Outcome.Duplicate();
    }

    @Override
    public void beforeSnapshot() {
        StreamRecord sample =
                new StreamRecord("1", "1", Instant.EPOCH, ByteBuffer.wrap(SAMPLE.getBytes(StandardCharsets.UTF_8)));
        CoreDataRecord.read(sample).updates().forEach(each -> script.command(each, false));
        RedisConnections.load();
        writer.close();
    }
}
