package dev.trackbus.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Health of the read commands. A connection can be up while Redis refuses each command on it, as it does with MOVED or
 * NOPERM; the outcome of the commands decides. Reads are healthy again when a read of the refused program succeeds:
 * another program may lie in another slot of a cluster. On the verticle's event loop.
 */
final class ReadHealth {
    private static final Logger LOG = LoggerFactory.getLogger(ReadHealth.class);
    private static final int MAX_LOGGED_CAUSES = 16;

    /** Read while no program is known; need not exist. */
    private static final String ANY_PROGRAM = "health-check";

    private final String address;
    private final InstantSource clock;
    private final RedisMetrics.ForConnection metrics;
    private final LogRateLimiter logLimiter;
    private String refusedProgram = "";
    private String cause = "";
    private long since;
    private boolean logged;

    ReadHealth(String address, InstantSource clock, LongSupplier ticker, RedisMetrics.ForConnection metrics) {
        this.address = address;
        this.clock = clock;
        this.metrics = metrics;
        this.logLimiter = new LogRateLimiter(MAX_LOGGED_CAUSES, Duration.ofMinutes(1), ticker);
    }

    /** Redis answered a read with an error. */
    void refused(String programId, RedisFault fault) {
        metrics.refused(fault.cause());
        boolean permitted = logLimiter.permits(fault.cause());
        logged |= permitted;
        if (permitted) {
            LOG.warn(
                    "Redis at {} refuses reads: {}. Requests for programs that are not in memory get 503",
                    address,
                    fault.text());
        }
        if (isHealthy()) {
            since = clock.millis();
            metrics.readable(false);
        }
        refusedProgram = programId;
        cause = fault.cause();
    }

    /** Redis answered a read. */
    void succeeded(String programId) {
        if (!isHealthy() && refusedProgram.equals(programId)) {
            if (logged) {
                LOG.info("Redis at {} answers reads again, after {} ms of {}", address, clock.millis() - since, cause);
            }
            logged = false;
            refusedProgram = "";
            cause = "";
            metrics.readable(true);
        }
    }

    boolean isHealthy() {
        return cause.isEmpty();
    }

    /** Returns the program to read for a check: the one that was refused, else any. */
    String programToRead() {
        return isHealthy() ? ANY_PROGRAM : refusedProgram;
    }

    /** Describes the fault for health answers. */
    String detail() {
        return "commands refused since " + Instant.ofEpochMilli(since) + ": " + cause;
    }
}
