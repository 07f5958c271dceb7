package dev.trackbus.kinesis;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.KinesisContract;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Kinesis takes calls: not, after {@value #FAILURES} failures in a row; again, after the first success. Each
 * change is logged, at most once a minute, in the fault's own words. Those are not for the public health answer: they name
 * accounts, streams and hosts.
 */
final class Outage {
    static final int FAILURES = 3;
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final long LOG_EVERY_MILLIS = 60_000;
    private static final Pattern NAME =
            Pattern.compile("([A-Za-z][A-Za-z0-9]{0,63}|HTTP \\d{3})(?:: .*)?$", Pattern.DOTALL);

    private final InstantSource clock;
    private int failures;
    private Instant since;
    private String word = "";
    private Instant loggedAt = Instant.MIN;

    Outage(InstantSource clock) {
        this.clock = clock;
    }

    void failed(Failure failure, String reason) {
        if (failures == 0) {
            since = clock.instant();
        }
        failures++;
        word = word(failure, reason);
        if (failures == FAILURES && loggedAt.isBefore(clock.instant().minusMillis(LOG_EVERY_MILLIS))) {
            loggedAt = clock.instant();
            LOG.warn("Kinesis takes no calls since {}: {}", since, reason);
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

    /** The failure and the fault's name, where the reason begins with one as {@link PutRecords} gives it. */
    private static String word(Failure failure, String reason) {
        String prefix = KinesisContract.SHIP.address() + ": ";
        String text = reason.startsWith(prefix) ? reason.substring(prefix.length()) : reason;
        Matcher name = NAME.matcher(text);
        return name.lookingAt() ? failure + ": " + name.group(1) : failure.name();
    }

    /** Since when calls fail, and the name of the fault: nothing that others could not know. */
    @Override
    public String toString() {
        return "calls fail since " + since + ": " + word;
    }
}
