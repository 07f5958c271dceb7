package dev.trackbus.cache;

import dev.trackbus.bus.EventType;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.ProgramChanged;
import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.bus.ValidationResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A cache without bus and threads: Redis answers, time passes and pushes come when the test says so. */
final class CacheFixture {
    static final Duration TTL = Duration.ofMinutes(10);
    static final Duration STALE_LIMIT = Duration.ofMinutes(60);
    static final Duration MISSING_TTL = Duration.ofSeconds(30);
    static final Duration MOMENT = Duration.ofNanos(1);

    final ManualTicker ticker = new ManualTicker();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final CacheMetrics metrics = new CacheMetrics(registry);
    final L1 l1;
    final List<String> asked = new ArrayList<>();
    private final Deque<Promise<ProgramLookup>> waiting = new ArrayDeque<>();
    private final RequestValidator validator;
    private final ProgramUpdateListener listener;
    private long subscriptionEpoch = 1;

    CacheFixture() {
        this(100, 100);
    }

    CacheFixture(int maxPrograms, int maxMissing) {
        this(maxPrograms, maxMissing, 1_000_000);
    }

    CacheFixture(int maxPrograms, int maxMissing, long maxBytes) {
        CacheConfig config = new CacheConfig(maxPrograms, TTL, STALE_LIMIT, maxMissing, MISSING_TTL, maxBytes);
        l1 = new L1(config, ticker, metrics);
        ProgramLoader loader = new ProgramLoader(this::ask, l1, config.maxWaitingBytes(), metrics);
        validator = new RequestValidator(
                l1, loader, InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_000L)), metrics);
        listener = new ProgramUpdateListener(l1, loader, metrics);
    }

    private Future<ProgramLookup> ask(String programId) {
        Promise<ProgramLookup> answer = Promise.promise();
        asked.add(programId);
        waiting.add(answer);
        return answer.future();
    }

    /** A fixture in which program 212313 is in memory, just loaded. */
    static CacheFixture knowing(ProgramLookup state) {
        CacheFixture fixture = new CacheFixture();
        fixture.validate();
        fixture.redisSays(state);
        fixture.asked.clear();
        return fixture;
    }

    Future<ValidationResult> validate() {
        return validate(CoreData.ID);
    }

    Future<ValidationResult> validate(String programId) {
        return validate(CoreData.requestFor(programId, EventType.IMPRESSION));
    }

    Future<ValidationResult> validate(TrackingRequest request) {
        return validator.validate(request);
    }

    void redisSays(ProgramLookup answer) {
        waiting.remove().complete(answer);
    }

    void redisFails(Failure failure) {
        waiting.remove().fail(new FailureException(failure, "as the test says"));
    }

    void redisFails() {
        redisFails(Failure.UNAVAILABLE);
    }

    /** The current subscription receives a change. */
    void push(ProgramChanged change) {
        push(change, subscriptionEpoch);
    }

    /** A change arrives that an earlier subscription received. */
    void pushOfTheLastSubscription(ProgramChanged change) {
        push(change, subscriptionEpoch - 1);
    }

    /** A change arrives of a subscription whose notice did not. */
    void pushOfTheNextSubscription(ProgramChanged change) {
        push(change, subscriptionEpoch + 1);
    }

    private void push(ProgramChanged change, long epoch) {
        change.visit(
                is -> listener.apply(new ProgramChanged.Updated(is.program(), epoch)),
                is -> listener.apply(new ProgramChanged.Deleted(is.programId(), is.version(), epoch)),
                is -> listener.apply(new ProgramChanged.Outdated(is.programId(), epoch)));
    }

    void subscribed() {
        l1.raiseEpoch(++subscriptionEpoch);
    }

    void pass(Duration time) {
        ticker.pass(time);
    }

    double count(String meter, String... tags) {
        return registry.get("trackbus.cache." + meter).tags(tags).counter().count();
    }
}
