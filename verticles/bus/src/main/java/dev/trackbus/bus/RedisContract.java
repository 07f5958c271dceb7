package dev.trackbus.bus;

import java.time.Duration;

/** What RedisVerticle answers and tells. */
public final class RedisContract {
    /**
     * The newest state of a program in Redis. One read for all who ask at the same time. Fails with
     * {@link Failure#UNAVAILABLE} while disconnected or where the hash is damaged, {@link Failure#OVERLOADED} beyond
     * the bound on flights.
     */
    public static final Ask<Find, Lookup> FIND =
            new Ask<>("redis.find", Duration.ofMillis(300), Find.JSON, Lookup.JSON);

    /** Is Redis connected and the subscription confirmed? */
    public static final Ask<Probe, Condition> CONDITION =
            new Ask<>("redis.condition", Duration.ofMillis(100), Probe.JSON, Condition.JSON);

    /** A program changed. */
    public static final Notice<ProgramChanged> PROGRAM_CHANGED =
            new Notice<>("redis.program-changed", ProgramChanged.JSON);

    /** A subscription was confirmed; pushes before it may have been missed. */
    public static final Notice<Subscribed> SUBSCRIBED = new Notice<>("redis.subscribed", Subscribed.JSON);

    private RedisContract() {}
}
