package dev.trackbus.redis;

import static dev.trackbus.redis.RedisFixture.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.proto.ProgramJson;
import dev.trackbus.redis.fault.RedisProcess;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/** Redis loses its programs, or only some of them. */
class EmptyRedisIT {
    private RedisProcess redis;
    private RedisFixture service;

    @BeforeEach
    void connect() {
        redis = new RedisProcess();
        service = new RedisFixture(RedisFixture.at(redis.port())).awaitWell();
    }

    @AfterEach
    void close() {
        service.close();
        redis.close();
    }

    private void store(String programId) {
        Programs.store(redis, programId, Programs.fiveFields(programId));
    }

    private void know(String programId) {
        store(programId);
        assertThat(service.find(programId)).isEqualTo(new ProgramLookup.Found(Programs.ofFiveFields(programId)));
    }

    private void push(String programId) {
        Map<String, String> program = Programs.allFields(programId);
        Programs.store(redis, programId, program);
        int before = service.changes.size();
        Programs.publish(redis, ProgramJson.write(new ProgramDocument(program)));
        soon().until(() -> service.changes.size() > before);
    }

    /** A check reads no more programs than are remembered. */
    private void awaitTwoChecks() {
        long reads = redis.calls("hgetall");
        soon().until(() -> redis.calls("hgetall") > reads + 2 * KeyspaceCheck.REMEMBERED);
    }

    private void awaitEmpty() {
        soon().until(() -> service.condition().detail().contains("empty"));
        assertThat(service.condition().healthy()).isFalse();
        assertThat(service.gauge("trackbus.redis.empty")).isEqualTo(1);
    }

    private void isMissing(String programId) {
        assertThat(service.find(programId)).isEqualTo(new ProgramLookup.Missing(0));
    }

    private void cannotBeAnswered(String programId) {
        assertThat(service.failureOf(programId))
                .hasMessageContaining("empty")
                .returns(Failure.UNAVAILABLE, failure -> failure.failure());
    }

    @Test
    void answersMissesOfANewInstallation() {
        isMissing("never");
        assertThat(service.condition().healthy()).isTrue();
    }

    @Test
    void answersNoMissAfterAFlush() {
        know("1");
        redis.call(Jedis::flushAll);
        cannotBeAnswered("1");
        cannotBeAnswered("never");
        awaitEmpty();
    }

    @Test
    void noticesAFlushWithoutTraffic() {
        know("1");
        redis.call(Jedis::flushAll);
        awaitEmpty();
    }

    @Test
    void noticesTheLossOfProgramsThatWereNeverRead() {
        store("1");
        long reads = redis.calls("hgetall");
        soon().until(() -> redis.calls("hgetall") > reads + 3);
        redis.call(Jedis::flushAll);
        awaitEmpty();
        cannotBeAnswered("1");
    }

    @Test
    void noticesARestartWithoutData() {
        know("1");
        redis.stop();
        redis.start();
        awaitEmpty();
        cannotBeAnswered("never");
    }

    @Test
    void isEmptyAmongManyOtherKeys() {
        know("1");
        redis.call(Jedis::flushAll);
        redis.call(jedis -> {
            Pipeline pipeline = jedis.pipelined();
            for (int i = 0; i < 5_000; i++) {
                pipeline.hset("session:" + i, "programName", "none");
            }
            pipeline.sync();
            return null;
        });
        awaitEmpty();
        cannotBeAnswered("never");
    }

    @Test
    void isHealthyAgainWhenTheProgramsAreStored() {
        know("1");
        redis.call(Jedis::flushAll);
        awaitEmpty();
        store("1");
        service.awaitWell();
        assertThat(service.gauge("trackbus.redis.empty")).isZero();
        isMissing("never");
    }

    @Test
    void isHealthyAgainWhenTheProgramsArePushed() {
        know("1");
        redis.call(Jedis::flushAll);
        awaitEmpty();
        push("1");
        service.awaitWell();
        isMissing("never");
    }

    @Test
    void isHealthyAgainWhenHalfOfTheProgramsAreBackOrDeleted() {
        IntStream.range(0, 6).forEach(i -> know("p" + i));
        redis.call(Jedis::flushAll);
        awaitEmpty();
        store("p0");
        Programs.publish(redis, "{\"programId\":\"p1\",\"deleted\":true,\"version\":9}");
        awaitTwoChecks();
        cannotBeAnswered("p5");
        Programs.store(redis, "p2", Map.of("deleted", "true", "version", "9"));
        service.awaitWell();
        isMissing("never");
    }

    @Test
    void staysEmptyWhenOtherProgramsAreStoredReadAndPushed() {
        IntStream.range(0, 100).forEach(i -> know("p" + i));
        redis.call(Jedis::flushAll);
        awaitEmpty();
        store("other");
        push("p7");
        assertThat(service.find("other")).isEqualTo(new ProgramLookup.Found(Programs.ofFiveFields("other")));
        assertThat(service.find("p7")).isEqualTo(new ProgramLookup.Found(Programs.ofAllFields("p7")));
        awaitTwoChecks();
        cannotBeAnswered("p1");
        cannotBeAnswered("p99");
        cannotBeAnswered("never");
        awaitEmpty();
    }

    @Test
    void takesATombstoneForNoProgram() {
        know("1");
        know("2");
        redis.call(Jedis::flushAll);
        Programs.store(redis, "gone", Map.of("deleted", "true", "version", "9"));
        cannotBeAnswered("1");
        assertThat(service.find("gone")).isEqualTo(new ProgramLookup.Missing(9));
        awaitTwoChecks();
        cannotBeAnswered("2");
        awaitEmpty();
    }

    @Test
    void answersThatAProgramIsMissingWhileAnotherExists() {
        know("1");
        store("never-read");
        redis.call(jedis -> jedis.del("program:1"));
        isMissing("1");
        assertThat(service.condition().healthy()).isTrue();
    }

    @Test
    void answersThatTheLastProgramIsDeletedByItsTombstone() {
        know("1");
        redis.call(jedis -> jedis.del("program:1"));
        Programs.store(redis, "1", Map.of("deleted", "true", "version", "9"));
        assertThat(service.find("1")).isEqualTo(new ProgramLookup.Missing(9));
        isMissing("never");
        redis.call(Jedis::flushAll);
        isMissing("never");
        assertThat(service.condition().healthy()).isTrue();
    }

    @Test
    void logsOnceThatRedisIsEmpty() {
        know("1");
        try (LogLines log = new LogLines(KeyspaceCheck.class)) {
            redis.call(Jedis::flushAll);
            cannotBeAnswered("1");
            for (int i = 0; i < 50; i++) {
                cannotBeAnswered("never-" + i);
            }
            assertThat(log.with("Redis is empty")).hasSize(1);
        }
    }

    @Test
    void takesAMissForAFaultWhenItMayNotScan() {
        know("1");
        redis.call(jedis -> jedis.aclSetUser("default", "-scan"));
        redis.call(Jedis::flushAll);
        cannotBeAnswered("never");
        awaitEmpty();
    }
}
