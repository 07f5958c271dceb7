package dev.trackbus.redis;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Short-term memory of programs with a corrupt hash, so that their requests do not each cause a read of Redis.
 * It is bounded and logs each program at most once an hour. Used on one event loop.
 */
final class CorruptPrograms {
    static final int MAX_REMEMBERED = 1_024;
    private static final int MAX_LOGGED = 100;
    private static final Logger LOG = LoggerFactory.getLogger(CorruptPrograms.class);

    private record Corruption(String programId, String reason, long until) {}

    private final long memoryNanos;
    private final LongSupplier ticker;
    private final LogRateLimiter logLimiter;
    private final Map<String, Corruption> corrupt = new HashMap<>();
    private final ArrayDeque<Corruption> oldestFirst = new ArrayDeque<>();
    private long changes;

    CorruptPrograms(Duration memory, LongSupplier ticker) {
        this.memoryNanos = memory.toNanos();
        this.ticker = ticker;
        this.logLimiter = new LogRateLimiter(MAX_LOGGED, Duration.ofHours(1), ticker);
    }

    /**
     * How often something was forgotten: a read that was sent before the last time may carry corruption that is mended.
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
        Corruption corruption = new Corruption(programId, reason, ticker.getAsLong() + memoryNanos);
        corrupt.put(programId, corruption);
        oldestFirst.add(corruption);
        if (oldestFirst.size() > MAX_REMEMBERED) {
            drop(oldestFirst.poll());
        }
        if (logLimiter.permits(programId)) {
            LOG.warn("program {} is corrupt in Redis, its requests fail: {}", programId, reason);
        }
    }

    /**
     * What is wrong with a program.
     *
     * @param programId which
     * @return the reason, null where it is not known to be corrupt
     */
    String reason(String programId) {
        long now = ticker.getAsLong();
        while (!oldestFirst.isEmpty() && now - oldestFirst.peek().until >= 0) {
            drop(oldestFirst.poll());
        }
        Corruption corruption = corrupt.get(programId);
        return corruption == null ? null : corruption.reason;
    }

    /**
     * It has changed, and may be well again.
     *
     * @param programId which
     */
    void forget(String programId) {
        changes++;
        corrupt.remove(programId);
    }

    /** Any program may have changed. */
    void forgetAll() {
        changes++;
        corrupt.clear();
        oldestFirst.clear();
    }

    private void drop(Corruption corruption) {
        corrupt.remove(corruption.programId, corruption);
    }
}
