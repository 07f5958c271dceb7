package dev.trackbus.kinesis.metrics;

import dev.trackbus.kinesis.buffer.EventBuffer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** What this verticle tells of itself, each meter below {@code trackbus.kinesis}. Usable from any thread. */
public final class KinesisMetrics {
    private final Counter appended;
    private final Counter refusedFull;
    private final Counter refusedShare;
    private final Counter refusedTooLarge;
    private final Counter refusedOutage;
    private final Counter sent;
    private final Counter resent;
    private final Counter callsFailed;
    private final Counter rejected;
    private final Counter moved;
    private final Counter deadLettered;
    private final Counter deadLettersExported;
    private final Timer calls;

    /** @param registry receives the meters */
    public KinesisMetrics(MeterRegistry registry) {
        appended = counter(registry, "appended", "Events taken over");
        refusedFull = refused(registry, "full");
        refusedShare = refused(registry, "share");
        refusedTooLarge = refused(registry, "too_large");
        refusedOutage = refused(registry, "outage");
        sent = counter(registry, "sent", "Events that Kinesis confirmed");
        resent = counter(registry, "resent", "Events that went into a call again after a failure");
        callsFailed = counter(registry, "calls.failed", "PutRecords calls of which no record passed");
        rejected = counter(registry, "rejected", "Records that Kinesis rejected in calls that it answered");
        moved = counter(registry, "moved", "Stuck events that were appended again so that others pass");
        deadLettered = counter(registry, "dead_lettered", "Events that Kinesis will never take, kept in files");
        deadLettersExported = counter(
                registry, "dead_letters_exported", "Dead letters that the failure queue has and the disk no more");
        calls = Timer.builder("trackbus.kinesis.calls")
                .description("PutRecords calls, from handing one to a sender to its answer or failure")
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("trackbus.kinesis." + name)
                .description(description)
                .register(registry);
    }

    private static Counter refused(MeterRegistry registry, String reason) {
        return Counter.builder("trackbus.kinesis.refused")
                .description("Events not taken over: buffer full, share of refused events used up, too large, or"
                        + " (committed) an outage")
                .tag("reason", reason)
                .register(registry);
    }

    /** Shows the buffer's figures for as long as it lives. */
    public static void show(EventBuffer buffer, InstantSource clock, MeterRegistry registry) {
        Gauge.builder("trackbus.kinesis.buffer.bytes", buffer, EventBuffer::bytes)
                .description("Bytes of unconfirmed events")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("trackbus.kinesis.buffer.records", buffer, EventBuffer::records)
                .description("Unconfirmed events")
                .register(registry);
        Gauge.builder("trackbus.kinesis.dead_letters", buffer, it -> it.deadLetters()
                        .count())
                .description("Dead letters that are on this process' disk alone now")
                .register(registry);
        Gauge.builder("trackbus.kinesis.journal.fault", buffer, it -> it.fault().isEmpty() ? 0 : 1)
                .description("1 while the journal can't be written or read, else 0")
                .register(registry);
        FunctionCounter.builder("trackbus.kinesis.journal.damages", buffer, EventBuffer::corruptions)
                .description("Corrupt places in own and adopted journals, dead letters and positions")
                .register(registry);
        Gauge.builder("trackbus.kinesis.journal.quarantined.files", buffer, EventBuffer::quarantinedFiles)
                .description("Corrupt files (*.corrupt) in JOURNAL_DIR that an operator has not removed yet")
                .register(registry);
        Gauge.builder("trackbus.kinesis.journal.quarantined.bytes", buffer, EventBuffer::quarantinedBytes)
                .description("Bytes of corrupt files in JOURNAL_DIR, not part of JOURNAL_MAX_BYTES")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("trackbus.kinesis.oldest.age", buffer, it -> ageSeconds(it, clock))
                .description("Time since the first append of the oldest unconfirmed event, 0 where there is none")
                .baseUnit("seconds")
                .register(registry);
    }

    /**
     * Returns the age of the oldest unconfirmed event.
     *
     * @param buffer buffer to look at
     * @param clock  time of day
     * @return seconds since its first append, 0 for an empty buffer
     */
    public static double ageSeconds(EventBuffer buffer, InstantSource clock) {
        return Math.max(0, clock.millis() - buffer.oldestAppendedAt()) / 1_000.0;
    }

    /** When the buffer has taken an event over. */
    public void appended() {
        appended.increment();
    }

    /** When the buffer refused an event because a bound is reached. */
    public void refusedFull() {
        refusedFull.increment();
    }

    /** When an event whose verdict is no acceptance found the buffer fillRatio beyond its share. */
    public void refusedShare() {
        refusedShare.increment();
    }

    /** When an event is larger than Kinesis takes. */
    public void refusedTooLarge() {
        refusedTooLarge.increment();
    }

    /** When an event that was to be committed was not, as Kinesis is known to confirm nothing. */
    public void refusedOutage() {
        refusedOutage.increment();
    }

    /** With each answered call: the events that it confirmed. */
    public void sent(long events) {
        sent.increment(events);
    }

    /** With each call that starts: the events in it that failed before. */
    public void resent(long events) {
        resent.increment(events);
    }

    /** When a call is answered or has failed. */
    public void called(long nanos) {
        calls.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** With each answered call: how many of its records Kinesis rejected. */
    public void rejected(long records) {
        rejected.increment(records);
    }

    /** When a call has failed as a whole, or each of its records was rejected. */
    public void callFailed() {
        callsFailed.increment();
    }

    /** When an event that is rejected again and again has been appended again. */
    public void moved() {
        moved.increment();
    }

    /** When the failure queue has confirmed a dead letter and its file is gone. */
    public void deadLetterExported() {
        deadLettersExported.increment();
    }

    /** When an event that Kinesis will never take is safe in a file of its own. */
    public void deadLettered() {
        deadLettered.increment();
    }
}
