package dev.trackbus.redis;

import dev.trackbus.bus.Customer;
import dev.trackbus.bus.ParameterNames;
import dev.trackbus.bus.Program;
import dev.trackbus.bus.Validity;
import dev.trackbus.redis.fault.RedisProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Programs for tests, as Redis has them and as the bus has them. */
final class Programs {
    private Programs() {}

    /** The reference's five fields. */
    static Map<String, String> fiveFields(String programId) {
        return new HashMap<>(Map.of(
                "programId", programId,
                "programName", "Zürich " + programId,
                "checksum", "abc",
                "customerId", "42",
                "customerName", "Customer"));
    }

    static Map<String, String> allFields(String programId) {
        Map<String, String> hash = fiveFields(programId);
        hash.putAll(Map.of(
                "active", "false",
                "validFrom", "1700000001000",
                "validUntil", "1700000002000",
                "requires", "a,b",
                "version", "7",
                "colour", "blue"));
        return hash;
    }

    static Program ofFiveFields(String programId) {
        return new Program(
                programId,
                "Zürich " + programId,
                "abc",
                new Customer(42, "Customer"),
                Validity.ALWAYS,
                ParameterNames.NONE,
                0);
    }

    static Program ofAllFields(String programId) {
        return new Program(
                programId,
                "Zürich " + programId,
                "abc",
                new Customer(42, "Customer"),
                new Validity(false, 1_700_000_001_000L, 1_700_000_002_000L),
                ParameterNames.of(List.of("a", "b")),
                7);
    }

    static void store(RedisProcess redis, String programId, Map<String, String> hash) {
        redis.call(jedis -> jedis.hset("program:" + programId, hash));
    }

    static void publish(RedisProcess redis, String message) {
        redis.call(jedis -> jedis.publish(RedisFixture.CHANNEL, message));
    }
}
