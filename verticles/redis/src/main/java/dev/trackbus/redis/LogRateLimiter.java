package dev.trackbus.redis;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/** Rate limiter of log lines: each subject once in a period, and a limited number of subjects. */
final class LogRateLimiter {
    private final int subjects;
    private final long periodNanos;
    private final LongSupplier ticker;
    private final Set<String> logged = new HashSet<>();
    private long periodStart;

    LogRateLimiter(int subjects, Duration period, LongSupplier ticker) {
        this.subjects = subjects;
        this.periodNanos = period.toNanos();
        this.ticker = ticker;
        this.periodStart = ticker.getAsLong();
    }

    /**
     * Uses the logLimiter.
     *
     * @param subject what the line is about
     * @return whether to log it
     */
    boolean permits(String subject) {
        long now = ticker.getAsLong();
        if (now - periodStart >= periodNanos) {
            periodStart = now;
            logged.clear();
        }
        return logged.size() < subjects && logged.add(subject);
    }
}
