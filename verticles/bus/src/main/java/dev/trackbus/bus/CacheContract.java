package dev.trackbus.bus;

import java.time.Duration;

/** Contract of CacheVerticle. */
public final class CacheContract {
    /**
     * Validates a tracking request against its program, from memory if possible. Fails with {@link Failure#UNAVAILABLE}
     * or {@link Failure#OVERLOADED} if the program is not cached and Redis cannot be asked.
     */
    public static final RequestReply<TrackingRequest, ValidationResult> VALIDATE =
            new RequestReply<>("cache.validate", Duration.ofMillis(400), TrackingRequest.JSON, ValidationResult.JSON);

    private CacheContract() {}
}
