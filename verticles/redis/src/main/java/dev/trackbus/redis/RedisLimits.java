package dev.trackbus.redis;

import java.time.Duration;

/**
 * Timeouts and limits of the Redis verticle: fixed in the service, smaller in tests.
 *
 * @param readTimeout    from a question to its failure; less than the contract's deadline, so that the asker is told
 * @param inFlight         reads that are under way in Redis at the same time
 * @param waiting        programs whose read waits for its turn
 * @param pingInterval   between two PINGs on each connection
 * @param silence        a connection that has brought nothing for so long is closed; a PING's answer is due before
 * @param connectTimeout for one attempt, from the socket to a usable connection
 * @param firstBackoff   the longest pause after the first failure; it doubles with each one
 * @param maxBackoff     the longest pause of all
 * @param corruptProgramTtl   how long a corrupt hash is not read again
 */
record RedisLimits(
        Duration readTimeout,
        int maxInFlight,
        int waiting,
        Duration pingInterval,
        Duration silence,
        Duration connectTimeout,
        Duration firstBackoff,
        Duration maxBackoff,
        Duration corruptProgramTtl) {
    /** Those of the service: Redis is in use again at most 4 s after it is back, and a pause of 4 s cuts nothing. */
    static final RedisLimits DEFAULT = new RedisLimits(
            Duration.ofMillis(250),
            64,
            1_024,
            Duration.ofSeconds(5),
            Duration.ofSeconds(9),
            Duration.ofSeconds(2),
            Duration.ofMillis(100),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10));

    RedisLimits {
        if (pingInterval.compareTo(silence) >= 0) {
            throw new IllegalArgumentException("silence must be longer than the ping interval");
        }
    }
}
