package dev.trackbus.bus;

import java.time.Duration;

/** Contract of RedisVerticle. */
public final class RedisContract {
    /**
     * Finds the newest state of a program in Redis. Concurrent requests for one program share a read. Fails with
     * {@link Failure#UNAVAILABLE} while disconnected or if the hash is corrupt, and with {@link Failure#OVERLOADED} if
     * too many reads are in flight.
     */
    public static final RequestReply<FindProgram, ProgramLookup> FIND_PROGRAM =
            new RequestReply<>("redis.find-program", Duration.ofMillis(300), FindProgram.JSON, ProgramLookup.JSON);

    /** Returns whether Redis answers commands and the subscription is confirmed. */
    public static final RequestReply<HealthRequest, HealthStatus> HEALTH =
            new RequestReply<>("redis.health", Duration.ofMillis(100), HealthRequest.JSON, HealthStatus.JSON);

    /** Published for each change of a program. */
    public static final Broadcast<ProgramChanged> PROGRAM_CHANGED =
            new Broadcast<>("redis.program-changed", ProgramChanged.JSON);

    /** Published for each confirmed subscription. Changes before it may have been missed. */
    public static final Broadcast<Subscribed> SUBSCRIBED = new Broadcast<>("redis.subscribed", Subscribed.JSON);

    private RedisContract() {}
}
