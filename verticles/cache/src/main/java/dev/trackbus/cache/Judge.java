package dev.trackbus.cache;

import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.bus.Verdict;
import io.vertx.core.Future;
import java.time.InstantSource;

/** Finds what to judge a request by: a fresh entry, else Redis, else, while Redis fails, a stale one. */
final class Judge {
    private final L1 l1;
    private final Loads loads;
    private final InstantSource clock;
    private final CacheMetrics metrics;

    Judge(L1 l1, Loads loads, InstantSource clock, CacheMetrics metrics) {
        this.l1 = l1;
        this.loads = loads;
        this.clock = clock;
        this.metrics = metrics;
    }

    Future<Verdict> judge(TrackingRequest request) {
        Entry known = l1.find(request.programId());
        if (known != null && l1.isFresh(known)) {
            metrics.hit(known.exists());
            return verdict(known, request);
        }
        if (known != null && l1.isResting(known)) {
            metrics.stale();
            return verdict(known, request);
        }
        metrics.missed();
        return loads.load(request).compose(loaded -> verdict(loaded, request), fault -> withoutRedis(request, fault));
    }

    private Future<Verdict> withoutRedis(TrackingRequest request, Throwable fault) {
        Entry known = l1.find(request.programId());
        if (known == null) {
            return Future.failedFuture(fault);
        }
        if (!l1.isFresh(known)) {
            metrics.stale();
        }
        return verdict(known, request);
    }

    private Future<Verdict> verdict(Entry known, TrackingRequest request) {
        return Future.succeededFuture(Validation.verdict(known, request, clock.millis()));
    }
}
