package dev.trackbus.bus;

import java.time.Duration;

/** What CacheVerticle answers. */
public final class CacheContract {
    /**
     * Is this request valid? From memory where possible. Fails with {@link Failure#UNAVAILABLE} or
     * {@link Failure#OVERLOADED} where the program is not cached and Redis can't be asked.
     */
    public static final Ask<TrackingRequest, Verdict> JUDGE =
            new Ask<>("cache.judge", Duration.ofMillis(400), TrackingRequest.JSON, Verdict.JSON);

    private CacheContract() {}
}
