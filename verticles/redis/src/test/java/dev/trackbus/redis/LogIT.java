package dev.trackbus.redis;

import static dev.trackbus.redis.RedisFixture.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Failure;
import dev.trackbus.redis.fault.RedisProcess;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A fault that goes on is said once. */
class LogIT {
    private final RedisProcess redis = new RedisProcess();

    @AfterEach
    void stop() {
        redis.close();
    }

    private static double rejections(RedisFixture service) {
        return service.count("trackbus.redis.connection.failures", "link", "commands", "reason", "rejected");
    }

    @Test
    void aWrongPasswordIsSaidOnceForEachConnection() {
        redis.call(jedis -> jedis.configSet("requirepass", "other"));
        RedisConfig config =
                new RedisConfig("127.0.0.1", redis.port(), false, "wrong", "program:", RedisFixture.CHANNEL);
        try (LogLines log = new LogLines(ReconnectingConnection.class);
                RedisFixture service = new RedisFixture(config)) {
            soon().until(() -> rejections(service) >= 4);
            assertThat(log.with("Redis commands: 127.0.0.1:" + redis.port() + " refuses the connection"))
                    .hasSize(1)
                    .allSatisfy(line -> assertThat(line).doesNotContain("wrong "));
        }
    }

    @Test
    void aCorruptHashIsSaidOnceHoweverOftenItIsRead() {
        Programs.store(redis, "worn", Map.of("programName", "x"));
        RedisLimits forgetful = RedisFixture.withDamageMemory(Duration.ofMillis(1));
        try (LogLines log = new LogLines(CorruptPrograms.class);
                RedisFixture service = new RedisFixture(RedisFixture.at(redis.port()), forgetful, null).awaitWell()) {
            soon().until(() -> {
                assertThat(service.fails("worn", Failure.UNAVAILABLE)).isTrue();
                return service.count("trackbus.redis.corrupt") >= 3;
            });
            assertThat(log.with("program worn is corrupt")).hasSize(1);
        }
    }

    @Test
    void messagesThatAreNoProgramsAreSaidOnce() {
        try (LogLines log = new LogLines(Subscription.class);
                RedisFixture service = new RedisFixture(RedisFixture.at(redis.port())).awaitWell()) {
            for (int i = 0; i < 5; i++) {
                Programs.publish(redis, "no program");
            }
            soon().until(() -> service.count("trackbus.redis.pushes.invalid") >= 5);
            assertThat(log.with("is no program")).hasSize(1);
        }
    }
}
