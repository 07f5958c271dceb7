package dev.trackbus.http;

import dev.trackbus.bus.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Turns what happens in one instance into meters. All instances of a process add to the same ones. */
final class HttpMetrics {
    private static final String REQUESTS = "trackbus.http.requests";
    private static final String REFUSED_EVENTS = "trackbus.http.refused.events";
    private static final String DURATION = "trackbus.http.request.duration";
    private static final String IN_FLIGHT = "trackbus.http.in.flight";
    private static final String BODY_BYTES = "trackbus.http.body";
    private static final String LATENESS = "trackbus.http.lateness";

    private final MeterRegistry registry;
    private final Counter accepted;
    private final Counter abandoned;
    private final Map<ProblemCode, Counter> problems;
    private final Map<Refusal, Counter> recorded;
    private final Map<Refusal, Counter> surplus;
    private final Map<Refusal, Counter> lost;
    private final Timer duration;

    HttpMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.accepted = requests("accepted", "none");
        this.abandoned = requests("abandoned", "body-incomplete");
        this.problems = each(ProblemCode.class, code -> requests(code.outcome(), code.code()));
        this.recorded = each(Refusal.class, reason -> refusedEvents("recorded", reason));
        this.surplus = each(Refusal.class, reason -> refusedEvents("surplus", reason));
        this.lost = each(Refusal.class, reason -> refusedEvents("lost", reason));
        this.duration = Timer.builder(DURATION)
                .description("From a tracking request's head to its answer, shed requests excepted")
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
                .description("Requests by outcome and reason, health routes excepted")
                .tag("outcome", outcome)
                .tag("reason", reason)
                .register(registry);
    }

    private Counter refusedEvents(String outcome, Refusal reason) {
        return Counter.builder(REFUSED_EVENTS)
                .description("Events of refused requests: recorded, surplus (over the rate) or lost (not taken over)")
                .tag("outcome", outcome)
                .tag("reason", ProblemCode.of(reason).code())
                .register(registry);
    }

    /** Shows what the instance on this event loop has in flight and in memory, and how late that is, until {@link #forget}. */
    List<Gauge> watch(InFlight inFlight, ByteBudget bodies, Lateness lateness, String loop) {
        Gauge flying = Gauge.builder(IN_FLIGHT, inFlight, InFlight::count)
                .description("Tracking requests being worked on")
                .tag("loop", loop)
                .strongReference(true)
                .register(registry);
        Gauge held = Gauge.builder(BODY_BYTES, bodies, ByteBudget::used)
                .description("Bytes of request bodies in memory; beyond an eighth of the heap requests are shed")
                .baseUnit("bytes")
                .tag("loop", loop)
                .strongReference(true)
                .register(registry);
        Gauge late = Gauge.builder(LATENESS, lateness, Lateness::seconds)
                .description("How late the event loop's last tick was; requests are shed while it is too late")
                .baseUnit("seconds")
                .tag("loop", loop)
                .strongReference(true)
                .register(registry);
        return List.of(flying, held, late);
    }

    /** Removes the gauges of an instance that has stopped. */
    void forget(List<Gauge> gauges) {
        gauges.forEach(registry::remove);
    }

    /** The time by the registry's clock, in nanoseconds from anywhere. */
    long now() {
        return registry.config().clock().monotonicTime();
    }

    /** A tracking request that was let in has ended, with whichever answer; gives how many nanoseconds it took. */
    long ended(long startedAt) {
        long nanos = now() - startedAt;
        duration.record(nanos, TimeUnit.NANOSECONDS);
        return nanos;
    }

    /** A 200 was handed to the connection. */
    void accepted() {
        accepted.increment();
    }

    /** Any other answer was handed to the connection. */
    void problem(ProblemCode code) {
        problems.get(code).increment();
    }

    /** The client broke off before its request was complete, or sent a body that is no HTTP; nothing was answered. */
    void abandoned() {
        abandoned.increment();
    }

    /** The event of a refused request was taken over. */
    void recorded(Refusal reason) {
        recorded.get(reason).increment();
    }

    /** The event of a refused request was dropped, as there are too many of them. */
    void surplus(Refusal reason) {
        surplus.get(reason).increment();
    }

    /** The event of a refused request was not taken over. */
    void lost(Refusal reason) {
        lost.get(reason).increment();
    }
}
