package dev.trackbus.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Supplier;

/**
 * Turns what happens in the cache into meters, all named {@code trackbus.cache.…}. The counters are shared by all
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
        this.hits = counter("hits", "Requests judged by a fresh program in memory");
        this.negativeHits = counter("negative.hits", "Requests for a program remembered as missing");
        this.misses = counter("misses", "Requests that waited for Redis");
        this.stale = counter("stale", "Requests judged by a program past its time because Redis failed");
        this.loadFailures = counter("load.failures", "Questions to Redis that failed");
        this.waitersRefused =
                counter("waiters.refused", "Requests refused because those that wait for Redis hold too many bytes");
        String evictions = "Entries removed because the cache was full";
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
        return counter("pushes", "Changes pushed by Redis", "kind", kind, "outcome", outcome);
    }

    /** A request was judged by a fresh entry: a program, or the memory that there is none. */
    void hit(boolean exists) {
        (exists ? hits : negativeHits).increment();
    }

    /** A request has to wait for Redis; it may join another's flight. */
    void missed() {
        misses.increment();
    }

    /** A request is answered by an entry that is not fresh, because Redis failed now or within the pause. */
    void stale() {
        stale.increment();
    }

    /** A flight ended with a fault: one count for all requests that waited for it. */
    void loadFailed() {
        loadFailures.increment();
    }

    /** A request was refused, because those that wait for Redis hold too many bytes. */
    void waiterRefused() {
        waitersRefused.increment();
    }

    /** A program left because there was no room. */
    void programEvicted() {
        programEvictions.increment();
    }

    /** The memory of a missing program left because there was no room. */
    void missingEvicted() {
        missingEvictions.increment();
    }

    /** A new state was pushed: taken, or ignored because a newer one is known. */
    void updated(boolean taken) {
        updates.count(taken);
    }

    /** A deletion was pushed: taken, or ignored because a newer state is known. */
    void deleted(boolean taken) {
        deletions.count(taken);
    }

    /** A change was pushed that does not say the new state; it is always applied. */
    void outdated() {
        outdated.increment();
    }

    /** Shows this instance's sizes, read whenever the meters are, until {@link #close()}. */
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
                .description("Entries in memory")
                .tag("cache", cache)
                .tag("instance", instance)
                .register(registry);
    }

    /** This instance has stopped: its sizes go, the counters stay. */
    void close() {
        sizes.forEach(registry::remove);
    }
}
