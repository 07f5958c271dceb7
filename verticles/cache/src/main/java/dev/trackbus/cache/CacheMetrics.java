package dev.trackbus.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Supplier;

/**
 * Meters of the cache, all named {@code trackbus.cache.…}. The counters are shared by all
 * instances of the verticle; the sizes are each instance's own, told apart by the tag {@code instance}. A request adds
 * one to {@code hits}, {@code negative.hits} or {@code misses}, or, within the pause after a failed reload, to
 * {@code stale} alone.
 */
final class CacheMetrics {
    private static final String ENTRIES = "trackbus.cache.entries";

    private final MeterRegistry registry;
    private final Counter hits;
    private final Counter negativeHits;
    private final Counter misses;
    private final Counter stale;
    private final Counter loadFailures;
    private final Counter waitersRefused;
    private final Counter programEvictions;
    private final Counter missingEvictions;
    private final Pushed updates;
    private final Pushed deletions;
    private final Counter outdated;
    private List<Gauge> sizes = List.of();

    private record Pushed(Counter applied, Counter older) {
        void count(boolean taken) {
            (taken ? applied : older).increment();
        }
    }

    CacheMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.hits = counter("hits", "Requests validated against a fresh program in memory");
        this.negativeHits = counter("negative.hits", "Requests for a program cached as missing");
        this.misses = counter("misses", "Requests that waited for a read from Redis");
        this.stale =
                counter("stale", "Requests validated against an expired cache entry because Redis was unavailable");
        this.loadFailures = counter("load.failures", "Reads from Redis that failed");
        this.waitersRefused =
                counter("waiters.refused", "Requests rejected because waiting requests reached their byte limit");
        String evictions = "Entries evicted because the cache was full";
        this.programEvictions = counter("evictions", evictions, "cache", "programs");
        this.missingEvictions = counter("evictions", evictions, "cache", "missing");
        this.updates = new Pushed(push("updated", "applied"), push("updated", "older"));
        this.deletions = new Pushed(push("deleted", "applied"), push("deleted", "older"));
        this.outdated = push("outdated", "applied");
    }

    private Counter counter(String what, String description, String... tags) {
        return Counter.builder("trackbus.cache." + what)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private Counter push(String kind, String outcome) {
        return counter("pushes", "Program updates received from Redis", "kind", kind, "outcome", outcome);
    }

    /** Counts a request validated against a fresh entry, for a program or for a missing one. */
    void hit(boolean exists) {
        (exists ? hits : negativeHits).increment();
    }

    /** Counts a request that waits for a load; several requests may share one load. */
    void missed() {
        misses.increment();
    }

    /** Counts a request validated against a stale entry, because a load failed now or within the reload pause. */
    void stale() {
        stale.increment();
    }

    /** Counts a failed load, once for all requests that waited for it. */
    void loadFailed() {
        loadFailures.increment();
    }

    /** Counts a request rejected because the waiting requests reached their byte limit. */
    void waiterRefused() {
        waitersRefused.increment();
    }

    /** Counts a program evicted because the cache was full. */
    void programEvicted() {
        programEvictions.increment();
    }

    /** Counts a missing program evicted because the cache was full. */
    void missingEvicted() {
        missingEvictions.increment();
    }

    /** Counts an update with a new state: applied, or ignored because a newer one is cached. */
    void updated(boolean taken) {
        updates.count(taken);
    }

    /** Counts a deletion: applied, or ignored because a newer state is cached. */
    void deleted(boolean taken) {
        deletions.count(taken);
    }

    /** Counts an update without the new state; it is always applied. */
    void outdated() {
        outdated.increment();
    }

    /** Registers the size gauges of this instance, until {@link #close()}. */
    void watch(L1 l1) {
        synchronized (registry) {
            String instance = firstFreeInstance();
            sizes = List.of(size(instance, "programs", l1::programs), size(instance, "missing", l1::missing));
        }
    }

    private String firstFreeInstance() {
        int instance = 0;
        while (registry.find(ENTRIES).tag("instance", String.valueOf(instance)).gauge() != null) {
            instance++;
        }
        return String.valueOf(instance);
    }

    private Gauge size(String instance, String cache, Supplier<Number> size) {
        return Gauge.builder(ENTRIES, size)
                .description("Cache entries in memory")
                .tag("cache", cache)
                .tag("instance", instance)
                .register(registry);
    }

    /** Removes the size gauges of this instance; the counters remain. */
    void close() {
        sizes.forEach(registry::remove);
    }
}
