package dev.trackbus.cache;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.RemovalCause;
import com.google.common.cache.RemovalNotification;
import dev.trackbus.bus.ProgramLookup;
import java.time.Duration;

/**
 * Level-1 cache of one verticle instance: programs in memory, and programs known to be missing. Used on one event loop.
 *
 * <p>A program is in at most one of the two caches. A program is <i>fresh</i> for the TTL after it was loaded, and only in
 * the epoch in which it was loaded. It stays in memory for the stale limit longer, so that requests can be validated while
 * Redis is unavailable. A missing program is never stale.
 *
 * <p>This class counts its own epochs. A restarted Redis verticle counts its subscription epochs from 1 again, and that
 * must also begin a new epoch here. An update of an earlier subscription belongs to an earlier epoch.
 */
final class L1 {
    /** How long after a failed reload Redis is not asked again for the same program. */
    static final Duration RELOAD_PAUSE = Duration.ofSeconds(1);

    private final Cache<String, Entry> programs;
    private final Cache<String, Entry> missing;
    private final Ticker ticker;
    private final long ttlNanos;
    private long epoch = 1;
    private long subscriptionEpoch;

    L1(CacheConfig config, Ticker ticker, CacheMetrics metrics) {
        this.ticker = ticker;
        this.ttlNanos = config.ttl().toNanos();
        this.programs = bounded(
                config.maxPrograms(),
                config.maxBytes(),
                config.ttl().plus(config.staleLimit()),
                ticker,
                metrics::programEvicted);
        this.missing = bounded(
                config.maxMissing(), config.maxMissingBytes(), config.missingTtl(), ticker, metrics::missingEvicted);
    }

    /** Each entry weighs at least its share of the bytes, so that one weight bounds both number and bytes. */
    private static Cache<String, Entry> bounded(
            int maxSize, long maxBytes, Duration life, Ticker ticker, Runnable evicted) {
        int share = (int) Math.min(Integer.MAX_VALUE, Math.max(1, maxBytes / maxSize));
        return CacheBuilder.newBuilder()
                .concurrencyLevel(1)
                .weigher((String programId, Entry entry) -> Math.max(share, HeapSize.of(programId, entry)))
                .maximumWeight((long) share * maxSize)
                .expireAfterWrite(life)
                .ticker(ticker)
                .removalListener((RemovalNotification<String, Entry> removal) -> {
                    if (removal.getCause() == RemovalCause.SIZE) {
                        evicted.run();
                    }
                })
                .build();
    }

    /**
     * What is known of a program, fresh or stale.
     *
     * @return null where nothing is, or only that it was missing in an older epoch
     */
    Entry find(String programId) {
        Entry program = programs.getIfPresent(programId);
        if (program != null) {
            return program;
        }
        Entry absence = missing.getIfPresent(programId);
        return absence == null || absence.epoch() != epoch ? null : absence;
    }

    /** Whether to answer by an entry that {@link #find} gave without asking Redis. */
    boolean isFresh(Entry found) {
        return found.epoch() == epoch && (!found.exists() || ticker.read() - found.loadedAt() < ttlNanos);
    }

    /** Whether to answer by a stale entry at once, because Redis has just failed. */
    boolean isReloadSuppressed(Entry stale) {
        return stale.isReloadSuppressed(ticker.read(), epoch);
    }

    /** Asking Redis for this program failed; the pause ends early where the epoch is or becomes another one. */
    void suppressReload(String programId, long askedInEpoch) {
        Entry program = programs.getIfPresent(programId);
        if (program != null) {
            program.suppressReload(ticker.read() + RELOAD_PAUSE.toNanos(), askedInEpoch);
        }
    }

    /** An entry for a state that was learnt now; its epoch is that in which the reading began. */
    Entry entry(ProgramLookup state, long readInEpoch) {
        return new Entry(state, ticker.read(), readInEpoch);
    }

    /** Takes a state over whatever is known. */
    void put(String programId, Entry entry) {
        drop(programId);
        (entry.exists() ? programs : missing).put(programId, entry);
    }

    /**
     * Takes a pushed state, unless a newer one is known; equal versions replace.
     *
     * @param pushedInEpoch see {@link #epochOf}
     * @return false where a newer one is known: of a higher version, or of a later epoch
     */
    boolean offer(String programId, ProgramLookup state, long pushedInEpoch) {
        Entry offered = entry(state, pushedInEpoch);
        Entry program = programs.getIfPresent(programId);
        Entry known = program != null ? program : missing.getIfPresent(programId);
        if (known != null && (known.version() > offered.version() || known.epoch() > pushedInEpoch)) {
            return false;
        }
        put(programId, offered);
        return true;
    }

    void drop(String programId) {
        programs.invalidate(programId);
        missing.invalidate(programId);
    }

    /**
     * Begins a new epoch: entries of the earlier ones are read again at their next use.
     *
     * @param announced the epoch of the new subscription
     */
    void raiseEpoch(long announced) {
        subscriptionEpoch = announced;
        epoch++;
    }

    /**
     * Returns the epoch of a push: the current one only if the current subscription received it. The first push may come
     * before any notice, because a cache may start after the subscription.
     *
     * @param received the push's subscription epoch
     */
    long epochOf(long received) {
        if (received > subscriptionEpoch) {
            epoch += subscriptionEpoch == 0 ? 0 : 1;
            subscriptionEpoch = received;
        }
        return received == subscriptionEpoch ? epoch : epoch - 1;
    }

    long epoch() {
        return epoch;
    }

    /** From any thread. */
    long programs() {
        return programs.size();
    }

    /** From any thread. */
    long missing() {
        return missing.size();
    }
}
