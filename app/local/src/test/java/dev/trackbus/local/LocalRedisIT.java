package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalRedisIT {
    private LocalRedis redis;

    @BeforeAll
    void start() {
        redis = LocalRedis.started();
    }

    @AfterAll
    void stop() {
        redis.close();
    }

    private Jedis client() {
        return new Jedis("127.0.0.1", redis.port());
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    @Test
    void storesTheSamplePrograms() {
        SamplePrograms.load(redis.port());
        try (Jedis client = client()) {
            assertThat(client.hgetAll("program:212313"))
                    .isEqualTo(SamplePrograms.all().get(1).fields());
        }
    }

    @Test
    void usesTheSamePortAfterARestart() {
        int port = redis.port();
        redis.restart();
        try (Jedis client = new Jedis("127.0.0.1", port)) {
            assertThat(client.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void isEmptyAfterARestart() {
        try (Jedis client = client()) {
            client.hset("program:1", Map.of("programName", "x"));
        }
        redis.restart();
        try (Jedis client = client()) {
            assertThat(client.exists("program:1")).isFalse();
        }
    }

    @Test
    void closeEndsTheProcess() {
        LocalRedis other = LocalRedis.started();
        long pid = other.pid();
        assertThat(isAlive(pid)).isTrue();
        other.close();
        assertThat(isAlive(pid)).isFalse();
    }

    @Test
    void startsAgainAfterAKill() {
        long pid = redis.pid();
        redis.kill();
        assertThat(isAlive(pid)).isFalse();
        redis.start();
        assertThat(isAlive(redis.pid())).isTrue();
    }

    @Test
    void acceptsFurtherArguments(@TempDir Path folder) {
        try (LocalRedis guarded = new LocalRedis(Port.free(), folder.resolve("redis.log"), "--requirepass", "secret")) {
            guarded.start();
            try (Jedis client = new Jedis("127.0.0.1", guarded.port())) {
                assertThat(client.auth("secret")).isEqualTo("OK");
            }
        }
    }

    @Test
    void rejectsAPortInUse(@TempDir Path folder) {
        try (LocalRedis second = new LocalRedis(redis.port(), folder.resolve("redis.log"))) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(MissingServiceException.class)
                    .hasMessageContaining("--redis-port");
        }
    }
}
