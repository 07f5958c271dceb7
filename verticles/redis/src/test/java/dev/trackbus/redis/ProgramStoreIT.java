package dev.trackbus.redis;

import static dev.trackbus.redis.RedisFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackbus.redis.fault.RedisProcess;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads without a service, of a real Redis. */
class ProgramStoreIT {
    private static Vertx vertx;
    private static RedisProcess redis;
    private static ProgramStore store;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        redis = new RedisProcess();
        store = new ProgramStore(vertx, RedisFixture.at(redis.port()));
    }

    @AfterAll
    static void stop() {
        get(store.close());
        get(vertx.close());
        redis.close();
    }

    @BeforeEach
    void forgetAll() {
        redis.call(jedis -> jedis.flushAll());
    }

    @Test
    void readsProgramsTombstonesAndNothingInTheirOrder() {
        Programs.store(redis, "all", Programs.allFields("all"));
        Programs.store(redis, "gone", Map.of("deleted", "true", "version", "9"));

        List<StoredProgram> read = get(store.read(List.of("none", "gone", "all")));

        assertThat(read).extracting(StoredProgram::programId).containsExactly("none", "gone", "all");
        assertThat(read.get(0).document()).isEmpty();
        assertThat(read.get(1).document().orElseThrow().deleted()).isTrue();
        assertThat(read.get(2).document().orElseThrow().fields()).containsAllEntriesOf(Programs.allFields("all"));
    }

    @Test
    void readsAsAUserOfTheAccessControlList() {
        redis.call(jedis ->
                jedis.aclSetUser("commands", "on", ">secret", "~program:*", "+hgetall", "+hget", "+scan", "+ping"));
        Programs.store(redis, "all", Programs.allFields("all"));
        RedisLogin login = new RedisLogin("commands", "secret");
        ProgramStore asUser = new ProgramStore(
                vertx, new RedisConfig("127.0.0.1", redis.port(), false, login, "program:", RedisFixture.CHANNEL));

        assertThat(get(asUser.read(List.of("all"))).get(0).document()).isPresent();
        assertThat(get(asUser.versions(List.of("all")))).containsExactly(OptionalLong.of(7));
        assertThat(get(asUser.scan(ProgramStore.START)).programIds()).containsExactly("all");
        int denied = redis.call(jedis -> jedis.aclLog().size());
        assertThat(denied).isZero();
        get(asUser.close());
    }

    @Test
    void tellsDamageAndReadsTheOthers() {
        redis.call(jedis -> jedis.set("program:text", "x"));
        Programs.store(redis, "half", Map.of("programName", "x"));
        Programs.store(redis, "well", Programs.fiveFields("well"));

        List<StoredProgram> read = get(store.read(List.of("text", "half", "well")));

        assertThat(read)
                .extracting(StoredProgram::corruption)
                .containsExactly("the key holds no hash", "checksum is missing", "");
    }

    @Test
    void readsVersions() {
        redis.call(jedis -> jedis.set("program:text", "x"));
        Programs.store(redis, "all", Programs.allFields("all"));
        Programs.store(redis, "five", Programs.fiveFields("five"));

        assertThat(get(store.versions(List.of("all", "five", "none", "text"))))
                .containsExactly(OptionalLong.of(7), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    @Test
    void scansAllHashesOfThePrefixAndNothingElse() {
        Set<String> ids = IntStream.range(0, 2_000).mapToObj(i -> "p-" + i).collect(Collectors.toSet());
        ids.forEach(id -> redis.call(jedis -> jedis.hset("program:" + id, "version", "1")));
        redis.call(jedis -> jedis.hset("other:1", "version", "1"));
        redis.call(jedis -> jedis.hset("program:no id", "version", "1"));
        redis.call(jedis -> jedis.set("program:text", "x"));

        assertThat(scanned(store)).isEqualTo(ids);
    }

    @Test
    void takesThePrefixLiterally() {
        redis.call(jedis -> jedis.hset("a*[b]?c1", "version", "1"));
        redis.call(jedis -> jedis.hset("axb2c2", "version", "1"));
        ProgramStore odd =
                new ProgramStore(vertx, new RedisConfig("127.0.0.1", redis.port(), false, "", "a*[b]?c", "updates"));

        assertThat(scanned(odd)).containsExactly("1");
        get(odd.close());
    }

    @Test
    void saysWhereRedisIsNotReached() {
        ProgramStore nowhere = new ProgramStore(vertx, RedisFixture.at(1));

        assertThatThrownBy(() -> get(nowhere.read(List.of("all"))))
                .hasMessageStartingWith("Redis at 127.0.0.1:1 can't be asked: ");
        get(nowhere.close());
    }

    private static Set<String> scanned(ProgramStore store) {
        Set<String> found = new HashSet<>();
        String cursor = ProgramStore.START;
        do {
            ProgramStore.Page page = get(store.scan(cursor));
            found.addAll(page.programIds());
            cursor = page.next();
        } while (!cursor.equals(ProgramStore.START));
        return found;
    }
}
