package dev.trackbus.cache;

import dev.trackbus.bus.EventType;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.Lookup;
import dev.trackbus.bus.ProgramChanged;
import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.bus.Verdict;
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
final class Scene {
    static final Duration TTL = Duration.ofMinutes(10);
    static final Duration STALE_LIMIT = Duration.ofMinutes(60);
    static final Duration MISSING_TTL = Duration.ofSeconds(30);
    static final Duration MOMENT = Duration.ofNanos(1);

    final ManualTicker ticker = new ManualTicker();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final CacheMetrics metrics = new CacheMetrics(registry);
    final L1 l1;
    final List<String> asked = new ArrayList<>();
    private final Deque<Promise<Lookup>> waiting = new ArrayDeque<>();
    private final Judge judge;
    private final Pushes pushes;
    private long subscriptionEpoch = 1;

    Scene() {
        this(100, 100);
    }

    Scene(int maxPrograms, int maxMissing) {
        this(maxPrograms, maxMissing, 1_000_000);
    }

    Scene(int maxPrograms, int maxMissing, long maxBytes) {
        CacheConfig config = new CacheConfig(maxPrograms, TTL, STALE_LIMIT, maxMissing, MISSING_TTL, maxBytes);
        l1 = new L1(config, ticker, metrics);
        Loads loads = new Loads(this::ask, l1, config.maxWaitingBytes(), metrics);
        judge = new Judge(l1, loads, InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_000L)), metrics);
        pushes = new Pushes(l1, loads, metrics);
    }

    private Future<Lookup> ask(String programId) {
        Promise<Lookup> answer = Promise.promise();
        asked.add(programId);
        waiting.add(answer);
        return answer.future();
    }

    /** A scene in which program 212313 is in memory, just loaded. */
    static Scene knowing(Lookup state) {
        Scene scene = new Scene();
        scene.judge();
        scene.redisSays(state);
        scene.asked.clear();
        return scene;
    }

    Future<Verdict> judge() {
        return judge(CoreData.ID);
    }

    Future<Verdict> judge(String programId) {
        return judge(CoreData.requestFor(programId, EventType.IMPRESSION));
    }

    Future<Verdict> judge(TrackingRequest request) {
        return judge.judge(request);
    }

    void redisSays(Lookup answer) {
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
                is -> pushes.take(new ProgramChanged.Updated(is.program(), epoch)),
                is -> pushes.take(new ProgramChanged.Deleted(is.programId(), is.version(), epoch)),
                is -> pushes.take(new ProgramChanged.Outdated(is.programId(), epoch)));
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
