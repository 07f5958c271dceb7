package dev.trackbus.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is logged and what is not. */
class LogRateLimiterTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final LogRateLimiter logLimiter = new LogRateLimiter(2, Duration.ofNanos(10), now::get);

    @Test
    void permitsASubjectOnceInAPeriod() {
        assertThat(logLimiter.permits("a")).isTrue();
        assertThat(logLimiter.permits("a")).isFalse();
        now.addAndGet(9);
        assertThat(logLimiter.permits("a")).isFalse();
        now.addAndGet(1);
        assertThat(logLimiter.permits("a")).isTrue();
    }

    @Test
    void permitsOnlyAFewSubjectsInAPeriod() {
        assertThat(logLimiter.permits("a")).isTrue();
        assertThat(logLimiter.permits("b")).isTrue();
        assertThat(logLimiter.permits("c")).isFalse();
        now.addAndGet(10);
        assertThat(logLimiter.permits("c")).isTrue();
    }
}
