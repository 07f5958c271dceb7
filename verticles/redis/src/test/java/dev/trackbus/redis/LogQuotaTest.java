package dev.trackbus.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is logged and what is not. */
class LogQuotaTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final LogQuota quota = new LogQuota(2, Duration.ofNanos(10), now::get);

    @Test
    void permitsASubjectOnceInAPeriod() {
        assertThat(quota.permits("a")).isTrue();
        assertThat(quota.permits("a")).isFalse();
        now.addAndGet(9);
        assertThat(quota.permits("a")).isFalse();
        now.addAndGet(1);
        assertThat(quota.permits("a")).isTrue();
    }

    @Test
    void permitsOnlyAFewSubjectsInAPeriod() {
        assertThat(quota.permits("a")).isTrue();
        assertThat(quota.permits("b")).isTrue();
        assertThat(quota.permits("c")).isFalse();
        now.addAndGet(10);
        assertThat(quota.permits("c")).isTrue();
    }
}
