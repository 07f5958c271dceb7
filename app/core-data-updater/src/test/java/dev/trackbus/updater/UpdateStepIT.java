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

/** What a batch leaves in a real Redis. */
class UpdateStepIT {
    private static RedisProcess redis;
    private final UpdateStep step = CoreData.step(redis.port());

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
        return step.process(Stream.of(records).map(CoreData::record).toList(), CoreData.MINUTE);
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
    void writesAProgramAsAHashOfTexts() {
        assertThat(process(CoreData.program("1", 5, ",\"requires\":[\"a\",\"b\"],\"active\":false,\"colour\":7")))
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
    void leavesNothingOfFieldsThatAreGone() {
        process(CoreData.program("1", 5, ",\"active\":false"), CoreData.program("1", 6));

        assertThat(hash("1")).doesNotContainKey("active").containsEntry("version", "6");
    }

    @Test
    void refusesWhatIsOlderAndReplacesWhatIsEqual() {
        process(CoreData.program("1", 5));

        assertThat(process(CoreData.program("1", 4))).containsExactly(new Outcome.Duplicate());
        assertThat(hash("1")).containsEntry("version", "5");
        assertThat(process(CoreData.program("1", 5, ",\"active\":false"))).containsExactly(new Outcome.Stored());
        assertThat(hash("1")).containsEntry("active", "false");
    }

    @Test
    void comparesVersionsAsNumbersUpToTheLargest() {
        process(CoreData.program("1", (1L << 53) - 2));

        assertThat(process(CoreData.program("1", (1L << 53) - 1), CoreData.program("1", 9)))
                .containsExactly(new Outcome.Stored(), new Outcome.Duplicate());
    }

    @Test
    void leavesATombstoneForItsTimeThatNothingOlderRemoves() {
        process(CoreData.deletion("1", 5), CoreData.program("1", 4));

        assertThat(hash("1")).isEqualTo(Map.of("programId", "1", "deleted", "true", "version", "5"));
        assertThat(secondsLeft("1")).isBetween(8 * 86_400L - 600, 8 * 86_400L);
    }

    @Test
    void keepsForGoodWhatComesBackAfterADeletion() {
        process(CoreData.deletion("1", 5), CoreData.program("1", 6));

        assertThat(hash("1")).containsEntry("version", "6").doesNotContainKey("deleted");
        assertThat(secondsLeft("1")).isEqualTo(-1);
    }

    @Test
    void keepsTheOrderOfUpdatesOfOneVersion() {
        process(
                CoreData.program("1", 5, ",\"active\":false"),
                "[" + CoreData.program("1", 5, ",\"n\":\"2\"") + "," + CoreData.program("1", 5, ",\"n\":\"3\"") + "]");

        assertThat(hash("1")).containsEntry("n", "3").doesNotContainKey("active");
    }

    @Test
    void repairsAKeyThatHoldsNoHashAndAVersionThatIsNone() {
        redis.call(jedis -> jedis.set("program:1", "x"));
        redis.call(jedis -> jedis.hset("program:2", "version", "1e400"));

        assertThat(process(CoreData.program("1", 1), CoreData.program("2", 1))).containsOnly(new Outcome.Stored());
        assertThat(hash("1")).containsEntry("version", "1");
    }

    @Test
    void replacesAHashOfTheReferenceWithoutAVersion() {
        redis.call(jedis -> jedis.hset("program:1", Map.of("programName", "old", "customerId", "1")));

        assertThat(process(CoreData.program("1", 0))).containsExactly(new Outcome.Stored());
    }

    @Test
    void writesAProgramOfThousandsOfFields() {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            fields.append(",\"f").append(i).append("\":\"\"");
        }
        process(CoreData.program("1", 1, fields.toString()));

        assertThat(hash("1")).hasSize(5_006);
    }

    @Test
    void goesOnWhenRedisForgetsTheScript() {
        process(CoreData.program("1", 1));
        redis.call(jedis -> jedis.scriptFlush());

        assertThat(process(CoreData.program("1", 2), CoreData.program("2", 1), CoreData.program("1", 3)))
                .containsOnly(new Outcome.Stored());
        assertThat(hash("1")).containsEntry("version", "3");
        assertThat(redis.calls("eval")).isLessThanOrEqualTo(redis.calls("evalsha"));
    }

    @Test
    void storesTheOthersOfABatchWithAPoisonRecord() {
        List<StreamRecord> records = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            records.add(CoreData.record(i == 250 ? "poison" : CoreData.program("p" + i, 1)));
        }
        List<Outcome> outcomes = step.process(records, CoreData.MINUTE);

        assertThat(outcomes.get(250)).isInstanceOf(Outcome.Rejected.class);
        assertThat(outcomes).filteredOn(new Outcome.Stored()::equals).hasSize(499);
        assertThat(everything()).hasSize(499);
    }

    @Test
    void endsTheSameInWhateverOrderTheUpdatesCome() {
        Random random = new Random(4_711);
        List<StreamRecord> updates = new ArrayList<>();
        for (int version = 1; version <= 10_000; version++) {
            String id = "p" + random.nextInt(300);
            boolean deleted = random.nextInt(10) == 0;
            updates.add(CoreData.record(deleted ? CoreData.deletion(id, version) : CoreData.program(id, version)));
        }
        step.process(updates, CoreData.MINUTE);
        Map<String, Map<String, String>> sorted = everything();
        assertThat(sorted.values()).anyMatch(each -> each.containsKey("deleted"));

        redis.call(jedis -> jedis.flushAll());
        Collections.shuffle(updates, random);
        for (int from = 0; from < updates.size(); from += 500) {
            step.process(updates.subList(from, from + 500), CoreData.MINUTE);
        }
        assertThat(everything()).isEqualTo(sorted);
    }

    @Test
    void endsTheSameWhenABatchComesAgainWholeAndInPart() {
        String[] batch = {CoreData.program("1", 1), CoreData.deletion("2", 2), CoreData.program("1", 3)};
        process(batch);
        Map<String, Map<String, String>> once = everything();

        assertThat(process(batch)).containsExactly(new Outcome.Duplicate(), new Outcome.Stored(), new Outcome.Stored());
        process(batch[1], batch[0]);
        assertThat(everything()).isEqualTo(once);
    }

    @Test
    void triesNothingWhenTheTimeIsUp() {
        assertThat(step.process(
                        List.of(CoreData.record(CoreData.program("1", 1))),
                        Deadline.after(Duration.ZERO, System::nanoTime)))
                .containsExactly(new Outcome.Retry("Redis: no time left"));
        assertThat(everything()).isEmpty();
    }

    @Test
    void worksAgainAfterASnapshot() {
        process(CoreData.program("1", 1));
        step.beforeSnapshot();

        assertThat(process(CoreData.program("1", 2))).containsExactly(new Outcome.Stored());
    }
}
