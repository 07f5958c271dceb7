package dev.trackbus.updater;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.function.Deadline;
import dev.trackbus.function.Outcome;
import dev.trackbus.function.StreamRecord;
import dev.trackbus.redis.fault.RedisProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Test of the hashes that batches leave in a real Redis. */
class CoreDataProcessorIT {
    private static RedisProcess redis;
    private final CoreDataProcessor processor = CoreDataFixture.processor(redis.port());

    @BeforeAll
    static void start() {
        redis = new RedisProcess();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void empty() {
        redis.call(jedis -> jedis.flushAll());
    }

    private List<Outcome> process(String... records) {
        return processor.process(Stream.of(records).map(CoreDataFixture::record).toList(), CoreDataFixture.DEADLINE);
    }

    private static Map<String, String> hash(String id) {
        return redis.call(jedis -> jedis.hgetAll("program:" + id));
    }

    private static long secondsLeft(String id) {
        return redis.call(jedis -> jedis.ttl("program:" + id));
    }

    private static Map<String, Map<String, String>> everything() {
        return redis.call(jedis -> {
            Map<String, Map<String, String>> all = new TreeMap<>();
            jedis.keys("*").forEach(key -> all.put(key, jedis.hgetAll(key)));
            return all;
        });
    }

    @Test
    void writesAProgramAsAHash() {
        assertThat(process(
                        CoreDataFixture.program("1", 5, ",\"requires\":[\"a\",\"b\"],\"active\":false,\"colour\":7")))
                .containsExactly(new Outcome.Stored());

        assertThat(hash("1"))
                .isEqualTo(Map.of(
                        "programId", "1",
                        "programName", "Frühjahr 5",
                        "checksum", "c0ffee",
                        "customerId", "4711",
                        "customerName", "Shop",
                        "version", "5",
                        "requires", "a,b",
                        "active", "false",
                        "colour", "7"));
    }

    @Test
    void removesFieldsThatTheNewVersionLacks() {
        process(CoreDataFixture.program("1", 5, ",\"active\":false"), CoreDataFixture.program("1", 6));

        assertThat(hash("1")).doesNotContainKey("active").containsEntry("version", "6");
    }

    @Test
    void ignoresAnOlderVersionAndReplacesAnEqualOne() {
        process(CoreDataFixture.program("1", 5));

        assertThat(process(CoreDataFixture.program("1", 4))).containsExactly(new Outcome.Duplicate());
        assertThat(hash("1")).containsEntry("version", "5");
        assertThat(process(CoreDataFixture.program("1", 5, ",\"active\":false")))
                .containsExactly(new Outcome.Stored());
        assertThat(hash("1")).containsEntry("active", "false");
    }

    @Test
    void comparesVersionsAsNumbersUpToTheLargest() {
        process(CoreDataFixture.program("1", (1L << 53) - 2));

        assertThat(process(CoreDataFixture.program("1", (1L << 53) - 1), CoreDataFixture.program("1", 9)))
                .containsExactly(new Outcome.Stored(), new Outcome.Duplicate());
    }

    @Test
    void anOlderVersionDoesNotReplaceATombstone() {
        process(CoreDataFixture.deletion("1", 5), CoreDataFixture.program("1", 4));

        assertThat(hash("1")).isEqualTo(Map.of("programId", "1", "deleted", "true", "version", "5"));
        assertThat(secondsLeft("1")).isBetween(8 * 86_400L - 600, 8 * 86_400L);
    }

    @Test
    void aProgramRestoredAfterADeletionDoesNotExpire() {
        process(CoreDataFixture.deletion("1", 5), CoreDataFixture.program("1", 6));

        assertThat(hash("1")).containsEntry("version", "6").doesNotContainKey("deleted");
        assertThat(secondsLeft("1")).isEqualTo(-1);
    }

    @Test
    void keepsTheOrderOfUpdatesOfOneVersion() {
        process(
                CoreDataFixture.program("1", 5, ",\"active\":false"),
                "[" + CoreDataFixture.program("1", 5, ",\"n\":\"2\"") + ","
                        + CoreDataFixture.program("1", 5, ",\"n\":\"3\"") + "]");

        assertThat(hash("1")).containsEntry("n", "3").doesNotContainKey("active");
    }

    @Test
    void replacesAKeyOfAnotherTypeAndAnInvalidVersion() {
        redis.call(jedis -> jedis.set("program:1", "x"));
        redis.call(jedis -> jedis.hset("program:2", "version", "1e400"));

        assertThat(process(CoreDataFixture.program("1", 1), CoreDataFixture.program("2", 1)))
                .containsOnly(new Outcome.Stored());
        assertThat(hash("1")).containsEntry("version", "1");
    }

    @Test
    void replacesAHashWithoutAVersion() {
        redis.call(jedis -> jedis.hset("program:1", Map.of("programName", "old", "customerId", "1")));

        assertThat(process(CoreDataFixture.program("1", 0))).containsExactly(new Outcome.Stored());
    }

    @Test
    void writesAProgramOfThousandsOfFields() {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            fields.append(",\"f").append(i).append("\":\"\"");
        }
        process(CoreDataFixture.program("1", 1, fields.toString()));

        assertThat(hash("1")).hasSize(5_006);
    }

    @Test
    void sendsTheScriptAgainAfterRedisHasLostIt() {
        process(CoreDataFixture.program("1", 1));
        redis.call(jedis -> jedis.scriptFlush());

        assertThat(process(
                        CoreDataFixture.program("1", 2),
                        CoreDataFixture.program("2", 1),
                        CoreDataFixture.program("1", 3)))
                .containsOnly(new Outcome.Stored());
        assertThat(hash("1")).containsEntry("version", "3");
        assertThat(redis.calls("eval")).isLessThanOrEqualTo(redis.calls("evalsha"));
    }

    @Test
    void aPoisonRecordDoesNotAffectTheOthersOfItsBatch() {
        List<StreamRecord> records = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            records.add(CoreDataFixture.record(i == 250 ? "poison" : CoreDataFixture.program("p" + i, 1)));
        }
        List<Outcome> outcomes = processor.process(records, CoreDataFixture.DEADLINE);

        assertThat(outcomes.get(250)).isInstanceOf(Outcome.Rejected.class);
        assertThat(outcomes).filteredOn(new Outcome.Stored()::equals).hasSize(499);
        assertThat(everything()).hasSize(499);
    }

    @Test
    void theOrderOfUpdatesDoesNotChangeTheResult() {
        Random random = new Random(4_711);
        List<StreamRecord> updates = new ArrayList<>();
        for (int version = 1; version <= 10_000; version++) {
            String id = "p" + random.nextInt(300);
            boolean deleted = random.nextInt(10) == 0;
            updates.add(CoreDataFixture.record(
                    deleted ? CoreDataFixture.deletion(id, version) : CoreDataFixture.program(id, version)));
        }
        processor.process(updates, CoreDataFixture.DEADLINE);
        Map<String, Map<String, String>> sorted = everything();
        assertThat(sorted.values()).anyMatch(each -> each.containsKey("deleted"));

        redis.call(jedis -> jedis.flushAll());
        Collections.shuffle(updates, random);
        for (int from = 0; from < updates.size(); from += 500) {
            processor.process(updates.subList(from, from + 500), CoreDataFixture.DEADLINE);
        }
        assertThat(everything()).isEqualTo(sorted);
    }

    @Test
    void aRepeatedBatchDoesNotChangeTheResult() {
        String[] batch = {
            CoreDataFixture.program("1", 1), CoreDataFixture.deletion("2", 2), CoreDataFixture.program("1", 3)
        };
        process(batch);
        Map<String, Map<String, String>> once = everything();

        assertThat(process(batch)).containsExactly(new Outcome.Duplicate(), new Outcome.Stored(), new Outcome.Stored());
        process(batch[1], batch[0]);
        assertThat(everything()).isEqualTo(once);
    }

    @Test
    void writesNothingAfterTheDeadline() {
        assertThat(processor.process(
                        List.of(CoreDataFixture.record(CoreDataFixture.program("1", 1))),
                        Deadline.after(Duration.ZERO, System::nanoTime)))
                .containsExactly(new Outcome.Retry("Redis: no time left"));
        assertThat(everything()).isEmpty();
    }

    @Test
    void writesAfterASnapshot() {
        process(CoreDataFixture.program("1", 1));
        processor.beforeSnapshot();

        assertThat(process(CoreDataFixture.program("1", 2))).containsExactly(new Outcome.Stored());
    }
}
