package dev.trackbus.kinesis.delivery;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.kinesis.aws.PutRecordsClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Kinesis takes events. It does not after {@value #FAILURES} calls in a row of which nothing passed: at once where
 * the calls failed as a whole, after {@value #REJECTED_MILLIS} ms where Kinesis answered them and rejected each record, for
 * a single throttled shard may do that to a few calls. It does again after the first record that passes. Each cause is
 * logged at most once a minute, in the fault's own words. Those are not for the public health answer: they name accounts,
 * streams and hosts.
 */
public final class CircuitState {
    public static final int FAILURES = 3;
    public static final long REJECTED_MILLIS = 3_000;
    private static final Logger LOG = LoggerFactory.getLogger(CircuitState.class);
    private static final long LOG_EVERY_MILLIS = 60_000;
    private static final int MOST_CAUSES = 16;
    private static final Pattern NAME =
            Pattern.compile("([A-Za-z][A-Za-z0-9]{0,63}|HTTP \\d{3})(?:: .*)?$", Pattern.DOTALL);

    private final InstantSource clock;
    private final Map<String, Instant> loggedAt = new LinkedHashMap<>();
    private int failures;
    private boolean open;
    private boolean logged;
    private Instant since;
    private String cause = "";

    /** @param clock time of day, for messages */
    public CircuitState(InstantSource clock) {
        this.clock = clock;
    }

    /** A call failed as a whole. */
    void failed(Failure failure, String reason) {
        count();
        cause = "calls fail since " + since + ": " + word(failure, reason);
        open |= failures >= FAILURES;
        log("Kinesis takes no calls", reason);
    }

    /** A call was answered, and each of its records was rejected. */
    void rejected(String code) {
        count();
        String name = NAME.matcher(code).matches() ? code : "unknown error";
        cause = "all records are rejected since " + since + ": " + name;
        open |= failures >= FAILURES && !clock.instant().isBefore(since.plusMillis(REJECTED_MILLIS));
        log("Kinesis rejects all records", code);
    }

    private void count() {
        if (failures == 0) {
            since = clock.instant();
        }
        failures++;
    }

    private void log(String what, String reason) {
        Instant now = clock.instant();
        String key = cause.substring(cause.lastIndexOf(": "));
        Instant before = loggedAt.getOrDefault(key, Instant.MIN);
        if (!open || !before.isBefore(now.minusMillis(LOG_EVERY_MILLIS)) || loggedAt.size() == MOST_CAUSES) {
            return;
        }
        loggedAt.put(key, now);
        logged = true;
        LOG.warn("{} since {}: {}", what, since, reason);
    }

    /** A call was answered, and at least one of its records passed. */
    void succeeded() {
        if (open && logged) {
            LOG.info("Kinesis takes records again");
        }
        if (failures > 0) {
            loggedAt.values().removeIf(at -> at.isBefore(clock.instant().minusMillis(LOG_EVERY_MILLIS)));
        }
        failures = 0;
        open = false;
        logged = false;
    }

    /**
     * Returns whether Kinesis accepts no records.
     *
     * @return true from the third failed call in a row until the first accepted record
     */
    public boolean isOpen() {
        return open;
    }

    /** The failure and the fault's name, where the reason begins with one as {@link PutRecordsClient} gives it. */
    private static String word(Failure failure, String reason) {
        String prefix = KinesisContract.SHIP.address() + ": ";
        String text = reason.startsWith(prefix) ? reason.substring(prefix.length()) : reason;
        Matcher name = NAME.matcher(text);
        return name.lookingAt() ? failure + ": " + name.group(1) : failure.name();
    }

    /** Since when Kinesis takes nothing, and the name of the fault: nothing that others could not know. */
    @Override
    public String toString() {
        return cause;
    }
}
