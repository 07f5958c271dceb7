package dev.trackbus.cache;

import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.bus.ValidationResult;
import io.vertx.core.Future;
import java.time.InstantSource;

/** Validator of requests: uses a fresh cache entry, else Redis, else a stale entry while Redis is unavailable. */
final class RequestValidator {
    private final L1 l1;
    private final ProgramLoader loader;
    private final InstantSource clock;
    private final CacheMetrics metrics;

    RequestValidator(L1 l1, ProgramLoader loader, InstantSource clock, CacheMetrics metrics) {
        this.l1 = l1;
        this.loader = loader;
        this.clock = clock;
        this.metrics = metrics;
    }

    Future<ValidationResult> validate(TrackingRequest request) {
        Entry known = l1.find(request.programId());
        if (known != null && l1.isFresh(known)) {
            metrics.hit(known.exists());
            return verdict(known, request);
        }
        if (known != null && l1.isReloadSuppressed(known)) {
            metrics.stale();
            return verdict(known, request);
        }
        metrics.missed();
        return loader.load(request).compose(loaded -> verdict(loaded, request), fault -> withoutRedis(request, fault));
    }

    private Future<ValidationResult> withoutRedis(TrackingRequest request, Throwable fault) {
        Entry known = l1.find(request.programId());
        if (known == null) {
            return Future.failedFuture(fault);
        }
        if (!l1.isFresh(known)) {
            metrics.stale();
        }
        return verdict(known, request);
    }

    private Future<ValidationResult> verdict(Entry known, TrackingRequest request) {
        return Future.succeededFuture(RequestRules.verdict(known, request, clock.millis()));
    }
}
