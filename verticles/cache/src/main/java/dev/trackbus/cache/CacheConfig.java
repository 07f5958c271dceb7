package dev.trackbus.cache;

import java.time.Duration;

/**
 * Limits of the cache, per verticle instance.
 *
 * @param maxPrograms how many programs are kept, at least 1; beyond, the least recently used goes
 * @param ttl         how long a program is judged by without asking Redis again; more than 0, at most 365 days
 * @param staleLimit  how long after that it still answers while Redis fails; 0 to 365 days
 * @param maxMissing  how many missing programs are remembered, at least 1
 * @param missingTtl  how long a missing program is remembered; more than 0, at most 365 days
 * @param maxBytes    estimated heap of the programs in bytes, at least 1; beyond, the least recently used goes. Missing
 *                    programs, and requests that wait for Redis, each take at most a tenth of it
 */
public record CacheConfig(
        int maxPrograms, Duration ttl, Duration staleLimit, int maxMissing, Duration missingTtl, long maxBytes) {
    private static final Duration LONGEST = Duration.ofDays(365);

    /**
     * 100,000 programs, fresh for 10 minutes, and 10,000 missing ones for 30 seconds. The stale limit of an hour
     * outlives a failover or a restart by hand of Redis; beyond it, events of programs that may have been switched off
     * long ago do more harm than a 503. Programs take at most three tenths of the heap: 100,000 ordinary ones fit into
     * 256 MB.
     */
    public static final CacheConfig DEFAULT = new CacheConfig(
            100_000,
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            10_000,
            Duration.ofSeconds(30),
            Runtime.getRuntime().maxMemory() / 10 * 3);

    /** Checks every bound. */
    public CacheConfig {
        atLeastOne("CACHE_MAX_PROGRAMS", maxPrograms);
        positive("CACHE_TTL", ttl);
        bounded("CACHE_STALE_LIMIT", staleLimit);
        atLeastOne("CACHE_MAX_MISSING", maxMissing);
        positive("CACHE_MISSING_TTL", missingTtl);
        atLeastOne("CACHE_MAX_BYTES", maxBytes);
    }

    long maxMissingBytes() {
        return Math.max(1, maxBytes / 10);
    }

    long maxWaitingBytes() {
        return Math.max(1, maxBytes / 10);
    }

    private static void atLeastOne(String setting, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(setting + " must be at least 1, was " + value);
        }
    }

    private static void positive(String setting, Duration value) {
        bounded(setting, value);
        if (value.isZero()) {
            throw new IllegalArgumentException(setting + " must be more than 0, was " + value);
        }
    }

    private static void bounded(String setting, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(setting + " must be 0 to 365 days, was " + value);
        }
    }
}
