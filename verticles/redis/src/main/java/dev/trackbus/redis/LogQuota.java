package dev.trackbus.redis;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/** Which repeated faults are logged: each subject once in a period, and no more than a few subjects. */
final class LogQuota {
    private final int subjects;
    private final long periodNanos;
    private final LongSupplier ticker;
    private final Set<String> logged = new HashSet<>();
    private long periodStart;

    LogQuota(int subjects, Duration period, LongSupplier ticker) {
        this.subjects = subjects;
        this.periodNanos = period.toNanos();
        this.ticker = ticker;
        this.periodStart = ticker.getAsLong();
    }

    /**
     * Uses the quota.
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
