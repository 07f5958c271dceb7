package dev.trackbus.kinesis;

import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Kinesis takes calls: not, after {@value #FAILURES} failures in a row; again, after the first success. Each
 * change is logged, at most once a minute.
 */
final class Outage {
    static final int FAILURES = 3;
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final long LOG_EVERY_MILLIS = 60_000;

    private final InstantSource clock;
    private int failures;
    private Instant since;
    private String why = "";
    private Instant loggedAt = Instant.MIN;

    Outage(InstantSource clock) {
        this.clock = clock;
    }

    void failed(String reason) {
        if (failures == 0) {
            since = clock.instant();
        }
        failures++;
        why = reason;
        if (failures == FAILURES && loggedAt.isBefore(clock.instant().minusMillis(LOG_EVERY_MILLIS))) {
            loggedAt = clock.instant();
            LOG.warn("Kinesis takes no calls since {}: {}", since, why);
        }
    }

    void succeeded() {
        if (isOpen() && !loggedAt.isBefore(since)) {
            LOG.info("Kinesis takes calls again");
        }
        failures = 0;
    }

    boolean isOpen() {
        return failures >= FAILURES;
    }

    @Override
    public String toString() {
        return "calls fail since " + since + ": " + why;
    }
}
