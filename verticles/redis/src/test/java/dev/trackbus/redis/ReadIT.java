package dev.trackbus.redis;

import static dev.trackbus.redis.RedisFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.FindProgram;
import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.bus.RedisContract;
import dev.trackbus.redis.fault.FaultProxy;
import dev.trackbus.redis.fault.RedisProcess;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads of a real Redis. */
class ReadIT {
    private static RedisProcess redis;
    private static RedisFixture service;

    @BeforeAll
    static void connect() {
        redis = new RedisProcess();
        service = new RedisFixture(RedisFixture.at(redis.port())).awaitWell();
    }

    @AfterAll
    static void close() {
        service.close();
        redis.close();
    }

    @Test
    void findsAProgram() {
        Programs.store(redis, "all", Programs.allFields("all"));
        assertThat(service.find("all")).isEqualTo(new ProgramLookup.Found(Programs.ofAllFields("all")));
    }

    @Test
    void findsAProgramOfTheReference() {
        Programs.store(redis, "five", Programs.fiveFields("five"));
        assertThat(service.find("five")).isEqualTo(new ProgramLookup.Found(Programs.ofFiveFields("five")));
    }

    @Test
    void saysThatAProgramIsMissing() {
        assertThat(service.find("none")).isEqualTo(new ProgramLookup.Missing(0));
    }

    @Test
    void saysThatADeletedProgramIsMissing() {
        Programs.store(redis, "gone", Map.of("deleted", "true", "version", "9"));
        assertThat(service.find("gone")).isEqualTo(new ProgramLookup.Missing(9));
    }

    @Test
    void answersJsonWithJson() {
        Programs.store(redis, "json", Programs.fiveFields("json"));
        JsonObject found = askInJson("json");
        assertThat(found.getJsonObject("program").getString("checksum")).isEqualTo("abc");
        assertThat(askInJson("none").getLong("missing")).isZero();
    }

    private static JsonObject askInJson(String programId) {
        return get(service.vertx
                .eventBus()
                .<JsonObject>request(RedisContract.FIND_PROGRAM.address(), new JsonObject().put("programId", programId))
                .map(reply -> reply.body()));
    }

    @Test
    void answersItsConditionInJson() {
        JsonObject condition = get(service.vertx
                .eventBus()
                .<JsonObject>request(RedisContract.HEALTH.address(), new JsonObject())
                .map(reply -> reply.body()));
        assertThat(condition.getBoolean("healthy")).isTrue();
        assertThat(condition.getString("detail"))
                .contains("commands connected since", "subscription connected since")
                .doesNotContain("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"programName", "customerId"})
    void failsWhereTheHashIsCorrupt(String field) {
        String id = "without-" + field;
        Map<String, String> hash = Programs.fiveFields(id);
        hash.remove(field);
        Programs.store(redis, id, hash);
        assertThat(service.failureOf(id)).hasMessageContaining(field).satisfies(failure -> assertThat(failure.failure())
                .isEqualTo(Failure.UNAVAILABLE));
    }

    @Test
    void readsACorruptHashOnceForManyQuestions() {
        Programs.store(redis, "corrupt", Map.of("programName", "x"));
        double counted = service.count("trackbus.redis.corrupt");
        assertThat(service.fails("corrupt", Failure.UNAVAILABLE)).isTrue();
        Programs.store(redis, "corrupt", Programs.fiveFields("corrupt"));
        assertThat(service.fails("corrupt", Failure.UNAVAILABLE)).isTrue();
        assertThat(service.count("trackbus.redis.corrupt") - counted).isEqualTo(1);
    }

    @Test
    void failsWhereAValueIsHuge() {
        Map<String, String> hash = Programs.fiveFields("huge");
        hash.put("customerName", "x".repeat(1_000_000));
        Programs.store(redis, "huge", hash);
        assertThat(service.failureOf("huge")).hasMessageContaining("larger than");
        assertThat(service.find("none")).isEqualTo(new ProgramLookup.Missing(0));
    }

    @Test
    void failsWhereTheKeyHoldsNoHash() {
        redis.call(jedis -> jedis.set("program:text", "x"));
        assertThat(service.failureOf("text")).hasMessageContaining("holds no hash");
    }

    @Test
    void readsTheBareKeyWhereThePrefixIsEmpty() {
        redis.call(jedis -> jedis.hset("bare", Programs.fiveFields("bare")));
        RedisConfig bare = new RedisConfig("127.0.0.1", redis.port(), false, "", "", RedisFixture.CHANNEL);
        try (RedisFixture other = new RedisFixture(bare).awaitWell()) {
            assertThat(other.find("bare")).isEqualTo(new ProgramLookup.Found(Programs.ofFiveFields("bare")));
        }
    }

    @Test
    void countsQuestionsByOutcome() {
        try (RedisFixture other = new RedisFixture(RedisFixture.at(redis.port())).awaitWell()) {
            Programs.store(redis, "counted", Programs.fiveFields("counted"));
            Programs.store(redis, "broken", Map.of("x", "y"));
            other.find("counted");
            other.find("none");
            other.find("none");
            other.failureOf("broken");
            other.failureOf("broken");
            other.failureOf("broken");
            assertThat(other.count("trackbus.redis.lookups", "outcome", "found"))
                    .isEqualTo(1);
            assertThat(other.count("trackbus.redis.lookups", "outcome", "missing"))
                    .isEqualTo(2);
            assertThat(other.count("trackbus.redis.lookups", "outcome", "failed"))
                    .isEqualTo(3);
            assertThat(other.registry.get("trackbus.redis.read").timer().count())
                    .isEqualTo(4);
            assertThat(other.gauge("trackbus.redis.reads.in.flight")).isZero();
        }
    }

    @Test
    void readsOnceForAThousandWhoAskAtTheSameTime() {
        withDelay(proxied -> {
            Programs.store(redis, "hot", Programs.fiveFields("hot"));
            long before = proxied.reads();
            List<Future<ProgramLookup>> asks =
                    IntStream.range(0, 1_000).mapToObj(i -> proxied.ask("hot")).toList();
            assertThat(asks).allSatisfy(ask -> assertThat(get(ask))
                    .isEqualTo(new ProgramLookup.Found(Programs.ofFiveFields("hot"))));
            assertThat(proxied.reads() - before).isEqualTo(1);
        });
    }

    @Test
    void boundsItsReads() {
        FaultProxy proxy = get(FaultProxy.start(service.vertx, "127.0.0.1", redis.port()));
        try (RedisFixture proxied =
                new RedisFixture(RedisFixture.at(proxy.port()), RedisFixture.PATIENT, null).awaitWell()) {
            proxy.hang();
            int most = RedisFixture.PATIENT.maxInFlight() + RedisFixture.PATIENT.waiting();
            List<Future<Failure>> asks = IntStream.range(0, most + 10)
                    .mapToObj(i -> failureOrNull(proxied, "p" + i))
                    .toList();
            assertThat(asks.stream().map(RedisFixture::get))
                    .filteredOn(each -> each == Failure.OVERLOADED)
                    .hasSize(10);
        }
    }

    private static Future<Failure> failureOrNull(RedisFixture proxied, String programId) {
        return proxied.bus
                .request(RedisContract.FIND_PROGRAM, new FindProgram(programId))
                .transform((lookup, cause) ->
                        Future.succeededFuture(cause instanceof FailureException failed ? failed.failure() : null));
    }

    private static void withDelay(Consumer<RedisFixture> test) {
        FaultProxy proxy = get(FaultProxy.start(service.vertx, "127.0.0.1", redis.port()));
        try (RedisFixture proxied = new RedisFixture(RedisFixture.at(proxy.port())).awaitWell()) {
            IntStream.range(0, 1_000)
                    .mapToObj(i -> proxied.ask("warm"))
                    .toList()
                    .forEach(RedisFixture::get);
            proxy.delay(Duration.ofMillis(75));
            test.accept(proxied);
        }
    }
}
