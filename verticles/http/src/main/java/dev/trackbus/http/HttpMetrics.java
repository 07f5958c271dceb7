package dev.trackbus.http;

import dev.trackbus.bus.RejectionReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Meters of one instance. All instances of a process add to the same counters. Counters are usable from any thread. */
final class HttpMetrics {
    private static final String REQUESTS = "trackbus.http.requests";
    private static final String REFUSED_EVENTS = "trackbus.http.refused.events";
    private static final String DURATION = "trackbus.http.request.duration";
    private static final String IN_FLIGHT = "trackbus.http.in.flight";
    private static final String BODY_BYTES = "trackbus.http.body";
    private static final String LAG = "trackbus.http.event.loop.lag";

    private final MeterRegistry registry;
    private final Counter accepted;
    private final Counter abandoned;
    private final Map<ProblemCode, Counter> problems;
    private final Map<RejectionReason, Counter> recorded;
    private final Map<RejectionReason, Counter> rateLimited;
    private final Map<RejectionReason, Counter> failed;
    private final Timer duration;

    HttpMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.accepted = requests("accepted", "none");
        this.abandoned = requests("abandoned", "body-incomplete");
        this.problems = each(ProblemCode.class, code -> requests(code.outcome(), code.code()));
        this.recorded = each(RejectionReason.class, reason -> refusedEvents("recorded", reason));
        this.rateLimited = each(RejectionReason.class, reason -> refusedEvents("rate_limited", reason));
        this.failed = each(RejectionReason.class, reason -> refusedEvents("failed", reason));
        this.duration = Timer.builder(DURATION)
                .description("Time from the head of a tracking request to its response, without shed requests")
                .register(registry);
    }

    private static <E extends Enum<E>> Map<E, Counter> each(Class<E> type, Function<E, Counter> counter) {
        Map<E, Counter> counters = new EnumMap<>(type);
        for (E each : type.getEnumConstants()) {
            counters.put(each, counter.apply(each));
        }
        return counters;
    }

    private Counter requests(String outcome, String reason) {
        return Counter.builder(REQUESTS)
                .description("Requests by outcome and reason, without health routes")
                .tag("outcome", outcome)
                .tag("reason", reason)
                .register(registry);
    }

    private Counter refusedEvents(String outcome, RejectionReason reason) {
        return Counter.builder(REFUSED_EVENTS)
                .description("Events of refused requests: recorded, rate_limited (not recorded) or failed (not stored)")
                .tag("outcome", outcome)
                .tag("reason", ProblemCode.of(reason).code())
                .register(registry);
    }

    /** Registers the gauges of the instance on this event loop, until {@link #forget}. */
    List<Gauge> watch(AdaptiveConcurrencyLimit inFlight, ByteBudget bodies, EventLoopLag lag, String loop) {
        Gauge requests = Gauge.builder(IN_FLIGHT, inFlight, AdaptiveConcurrencyLimit::count)
                .description("Tracking requests in flight")
                .tag("loop", loop)
                .strongReference(true)
                .register(registry);
        Gauge held = Gauge.builder(BODY_BYTES, bodies, ByteBudget::used)
                .description("Bytes of request bodies in memory; beyond an eighth of the heap requests are shed")
                .baseUnit("bytes")
                .tag("loop", loop)
                .strongReference(true)
                .register(registry);
        Gauge late = Gauge.builder(LAG, lag, EventLoopLag::seconds)
                .description("Delay of the event loop's last timer tick; requests are shed while it exceeds 150 ms")
                .baseUnit("seconds")
                .tag("loop", loop)
                .strongReference(true)
                .register(registry);
        return List.of(requests, held, late);
    }

    /** Removes the gauges of an instance that has stopped. */
    void forget(List<Gauge> gauges) {
        gauges.forEach(registry::remove);
    }

    /** Returns monotonic time in nanoseconds, by the registry's clock. */
    long now() {
        return registry.config().clock().monotonicTime();
    }

    /** Records the duration of an admitted request; returns it in nanoseconds. */
    long ended(long startedAt) {
        long nanos = now() - startedAt;
        duration.record(nanos, TimeUnit.NANOSECONDS);
        return nanos;
    }

    /** Counts an accepted request. */
    void accepted() {
        accepted.increment();
    }

    /** Counts a request that was answered with a problem. */
    void problem(ProblemCode code) {
        problems.get(code).increment();
    }

    /** Counts a request that was not answered, because its client disconnected or its body was no HTTP. */
    void abandoned() {
        abandoned.increment();
    }

    /** Counts an event of a refused request that is in the journal. */
    void recorded(RejectionReason reason) {
        recorded.get(reason).increment();
    }

    /** Counts an event of a refused request that exceeded the rate. */
    void rateLimited(RejectionReason reason) {
        rateLimited.get(reason).increment();
    }

    /** Counts an event of a refused request that could not be stored. */
    void failed(RejectionReason reason) {
        failed.get(reason).increment();
    }
}
