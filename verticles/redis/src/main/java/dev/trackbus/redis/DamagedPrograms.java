package dev.trackbus.redis;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers for a short time whose hash is damaged, so that traffic for a broken program does not become a read of Redis
 * for each request. Bounded; logs each program once an hour. On the verticle's event loop.
 */
final class DamagedPrograms {
    static final int MAX_REMEMBERED = 1_024;
    private static final int MAX_LOGGED = 100;
    private static final Logger LOG = LoggerFactory.getLogger(DamagedPrograms.class);

    private record Damage(String programId, String reason, long until) {}

    private final long memoryNanos;
    private final LongSupplier ticker;
    private final LogQuota quota;
    private final Map<String, Damage> damaged = new HashMap<>();
    private final ArrayDeque<Damage> oldestFirst = new ArrayDeque<>();
    private long changes;

    DamagedPrograms(Duration memory, LongSupplier ticker) {
        this.memoryNanos = memory.toNanos();
        this.ticker = ticker;
        this.quota = new LogQuota(MAX_LOGGED, Duration.ofHours(1), ticker);
    }

    /**
     * How often something was forgotten: a read that was sent before the last time may carry damage that is mended.
     *
     * @return to be handed to {@link #remember} with the read's answer
     */
    long changes() {
        return changes;
    }

    void remember(String programId, String reason, long changesWhenSent) {
        if (changesWhenSent != changes) {
            return;
        }
        Damage damage = new Damage(programId, reason, ticker.getAsLong() + memoryNanos);
        damaged.put(programId, damage);
        oldestFirst.add(damage);
        if (oldestFirst.size() > MAX_REMEMBERED) {
            drop(oldestFirst.poll());
        }
        if (quota.permits(programId)) {
            LOG.warn("program {} is damaged in Redis, its requests fail: {}", programId, reason);
        }
    }

    /**
     * What is wrong with a program.
     *
     * @param programId which
     * @return the reason, null where it is not known to be damaged
     */
    String reason(String programId) {
        long now = ticker.getAsLong();
        while (!oldestFirst.isEmpty() && now - oldestFirst.peek().until >= 0) {
            drop(oldestFirst.poll());
        }
        Damage damage = damaged.get(programId);
        return damage == null ? null : damage.reason;
    }

    /**
     * It has changed, and may be well again.
     *
     * @param programId which
     */
    void forget(String programId) {
        changes++;
        damaged.remove(programId);
    }

    /** Any program may have changed. */
    void forgetAll() {
        changes++;
        damaged.clear();
        oldestFirst.clear();
    }

    private void drop(Damage damage) {
        damaged.remove(damage.programId, damage);
    }
}
