package dev.trackbus.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Health of the read commands. A connection can be up while Redis refuses each command on it, as it does with MOVED or
 * NOPERM, or answers too late; the outcome of the commands decides. After a refusal, reads are healthy again when a read of
 * the refused program succeeds: another program may lie in another slot of a cluster. After a timeout, any answer in time
 * is enough. On the verticle's event loop.
 */
final class ReadHealth {
    private static final Logger LOG = LoggerFactory.getLogger(ReadHealth.class);
    private static final int MAX_LOGGED_CAUSES = 16;

    private static final String TIMEOUT = "timeout";

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
        if (permits(fault.cause())) {
            LOG.warn(
                    "Redis at {} refuses reads: {}. Requests for programs that are not in memory get 503",
                    address,
                    fault.text());
        }
        failed(programId, fault.cause());
    }

    /** Redis did not answer a read in time. A refusal says more, so it remains the cause. */
    void timedOut(String programId) {
        if (permits(TIMEOUT)) {
            LOG.warn(
                    "Redis at {} does not answer reads in time: {}. Requests for programs that are not in memory get 503",
                    address,
                    TIMEOUT);
        }
        if (isHealthy() || isTimeout()) {
            failed(programId, TIMEOUT);
        }
    }

    private boolean permits(String reason) {
        boolean permitted = logLimiter.permits(reason);
        logged |= permitted;
        return permitted;
    }

    private void failed(String programId, String reason) {
        if (isHealthy()) {
            since = clock.millis();
            metrics.readable(false);
        }
        refusedProgram = programId;
        cause = reason;
    }

    private boolean isTimeout() {
        return cause.equals(TIMEOUT);
    }

    /** Redis answered a read in time. */
    void succeeded(String programId) {
        if (!isHealthy() && (isTimeout() || refusedProgram.equals(programId))) {
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

    /** Returns the program to read for a check: the one that failed, else any. */
    String programToRead() {
        return isHealthy() ? ANY_PROGRAM : refusedProgram;
    }

    /** Describes the fault for health answers. */
    String detail() {
        return (isTimeout() ? "reads not answered in time" : "commands refused") + " since "
                + Instant.ofEpochMilli(since) + ": " + cause;
    }
}
