package dev.trackbus.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.impl.types.ErrorType;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** What is logged of reads that are refused and answered by turns. */
class ReadHealthTest {
    private final ReadHealth health = new ReadHealth(
            "redis:6379",
            InstantSource.fixed(Instant.EPOCH),
            () -> 0,
            new RedisMetrics(new SimpleMeterRegistry()).link("commands"));

    @Test
    void logsTheEndOfALoggedFaultOnly() {
        try (LogLines log = new LogLines(ReadHealth.class)) {
            for (int i = 0; i < 100; i++) {
                health.refused("1", RedisFault.of(ErrorType.create("BUSY a script runs")));
                health.succeeded("1");
            }
            assertThat(log.with("refuses reads")).hasSize(1);
            assertThat(log.with("answers reads again")).hasSize(1);
        }
    }

    @Test
    void logsTimeoutsOnceAMinute() {
        try (LogLines log = new LogLines(ReadHealth.class)) {
            for (int i = 0; i < 100; i++) {
                health.timedOut("program-" + i);
                assertThat(health.isHealthy()).isFalse();
                assertThat(health.detail()).contains("timeout");
                health.succeeded("other");
                assertThat(health.isHealthy()).isTrue();
            }
            assertThat(log.with("does not answer reads in time")).hasSize(1);
            assertThat(log.with("answers reads again")).hasSize(1);
        }
    }

    @Test
    void aTimeoutHidesNoRefusal() {
        health.refused("1", RedisFault.of(ErrorType.create("BUSY a script runs")));
        health.timedOut("2");
        health.succeeded("2");
        assertThat(health.detail()).contains("BUSY");
        health.timedOut("1");
        health.succeeded("1");
        assertThat(health.isHealthy()).isTrue();
    }
}
