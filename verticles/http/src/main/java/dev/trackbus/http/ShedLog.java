package dev.trackbus.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Log of requests that one instance sheds: one line per cause and minute, with their number. For one event loop.
 */
final class ShedLog {
    private static final Logger LOG = LoggerFactory.getLogger(ShedLog.class);
    private static final long INTERVAL_MILLIS = Duration.ofMinutes(1).toMillis();

    private final InstantSource clock;
    private final Map<ProblemCode, Count> counts = new EnumMap<>(ProblemCode.class);

    /** Shed requests of one cause since the last line. */
    private static final class Count {
        private long requests;
        private long loggedAt;
        private boolean logged;
    }

    ShedLog(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts a shed request; costs one look-up. */
    void count(ProblemCode cause) {
        counts.computeIfAbsent(cause, first -> new Count()).requests++;
    }

    /** Writes the lines that are due. To be called several times per second. */
    void tick() {
        if (counts.isEmpty()) {
            return;
        }
        long now = clock.millis();
        counts.forEach((cause, count) -> {
            boolean due = !count.logged || now - count.loggedAt >= INTERVAL_MILLIS;
            if (count.requests > 0 && due) {
                LOG.warn("Shed {} tracking requests: {}", count.requests, cause.title());
                count.requests = 0;
                count.loggedAt = now;
                count.logged = true;
            }
        });
    }
}
