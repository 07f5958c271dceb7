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
 * State of the circuit to Kinesis: open during an outage. It opens after {@value #FAILURES} calls in a row without an
 * accepted
 * record: at once where the calls failed as a whole, and after {@value #REJECTED_MILLIS} ms where Kinesis rejected each
 * record, because a single throttled shard may do that to a few calls. It closes with the first accepted record.
 *
 * <p>Each cause is logged at most once a minute, with its full message. The public health response gets only its name,
 * because the message names accounts, streams and hosts. Unlike a circuit breaker it refuses no call. The event loop
 * only.
 */
public final class CircuitState {
    public static final int FAILURES = 3;
    public static final long REJECTED_MILLIS = 3_000;
    private static final Logger LOG = LoggerFactory.getLogger(CircuitState.class);
    private static final long LOG_EVERY_MILLIS = 60_000;
    private static final int MAX_CAUSES = 16;
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

    /** Counts a call that failed as a whole. */
    void failed(Failure failure, String reason) {
        count();
        cause = "calls fail since " + since + ": " + word(failure, reason);
        open |= failures >= FAILURES;
        log("Calls of Kinesis fail", reason);
    }

    /** Counts a call whose records were all rejected. */
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
        if (!open || !before.isBefore(now.minusMillis(LOG_EVERY_MILLIS)) || loggedAt.size() == MAX_CAUSES) {
            return;
        }
        loggedAt.put(key, now);
        logged = true;
        LOG.warn("{} since {}: {}", what, since, reason);
    }

    /** Counts a call with at least one accepted record. */
    void succeeded() {
        if (open && logged) {
            LOG.info("Kinesis accepts records again");
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

    /**
     * Returns the failure and the name of the fault, where the reason begins with one as {@link PutRecordsClient}
     * gives it.
     */
    private static String word(Failure failure, String reason) {
        String prefix = KinesisContract.PUT_RECORDS.address() + ": ";
        String text = reason.startsWith(prefix) ? reason.substring(prefix.length()) : reason;
        Matcher name = NAME.matcher(text);
        return name.lookingAt() ? failure + ": " + name.group(1) : failure.name();
    }

    /** Returns since when Kinesis accepts no records, and the name of the fault. Safe to publish. */
    @Override
    public String toString() {
        return cause;
    }
}
