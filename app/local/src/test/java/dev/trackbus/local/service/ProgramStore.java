package dev.trackbus.local.service;

import dev.trackbus.proto.EventProto.TrackingEvent;
import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.proto.ProgramJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Transaction;

/** Programs in a Redis. Each command uses a new connection, because Redis may have restarted. */
record ProgramStore(int redisPort) {
    private static final String READS = "cmdstat_hgetall:calls=";

    /** Returns a program with the five fields of the published reference architecture. */
    static Map<String, String> program(String programId) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("programId", programId);
        fields.put("programName", "Name of " + programId);
        fields.put("checksum", "7d2f");
        fields.put("customerId", "4711");
        fields.put("customerName", "Müller & Söhne");
        return fields;
    }

    /** Returns a copy of a program with one field added or replaced. */
    static Map<String, String> with(Map<String, String> program, String field, String value) {
        Map<String, String> changed = new LinkedHashMap<>(program);
        changed.put(field, value);
        return changed;
    }

    /** Returns an event with the fields of a program. */
    static TrackingEvent.Builder event(Map<String, String> program) {
        return TrackingEvent.newBuilder()
                .setProgramid(program.get("programId"))
                .setProgramName(program.get("programName"))
                .setChecksum(program.get("checksum"))
                .setCustomerId(Integer.parseInt(program.get("customerId")))
                .setCustomerName(program.get("customerName"));
    }

    /** Replaces the hash of a program. */
    void write(Map<String, String> program) {
        String key = "program:" + program.get("programId");
        call(redis -> redis.del(key));
        call(redis -> redis.hset(key, program));
    }

    /** Publishes a change without writing the hash. */
    void push(Map<String, String> program) {
        publish(ProgramJson.write(new ProgramDocument(program)));
    }

    /** Publishes the same state many times in a burst. */
    void pushOften(Map<String, String> program, int times) {
        String message = ProgramJson.write(new ProgramDocument(program));
        call(redis -> {
            Pipeline burst = redis.pipelined();
            for (int i = 0; i < times; i++) {
                burst.publish("program-updates", message);
            }
            burst.sync();
            return null;
        });
    }

    /** Ends all subscriptions and changes a program in one transaction, so that no subscriber can hear the change. */
    void changeDuringADisconnect(Map<String, String> program) {
        call(redis -> {
            Transaction transaction = redis.multi();
            transaction.sendCommand(Protocol.Command.CLIENT, "KILL", "TYPE", "pubsub");
            transaction.hset("program:" + program.get("programId"), program);
            transaction.publish("program-updates", ProgramJson.write(new ProgramDocument(program)));
            return transaction.exec();
        });
    }

    void publish(String message) {
        call(redis -> redis.publish("program-updates", message));
    }

    /** Returns the number of program reads that Redis has counted. */
    long reads() {
        return call(redis -> redis.info("commandstats"))
                .lines()
                .filter(line -> line.startsWith(READS))
                .mapToLong(line -> Long.parseLong(line.substring(READS.length(), line.indexOf(','))))
                .findFirst()
                .orElse(0);
    }

    <T> T call(Function<Jedis, T> command) {
        try (Jedis redis = new Jedis("127.0.0.1", redisPort)) {
            return command.apply(redis);
        }
    }
}
