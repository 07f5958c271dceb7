package dev.trackbus.kinesis.metrics;

import dev.trackbus.kinesis.buffer.EventBuffer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Meters of the module, all below {@code trackbus.kinesis}. Any thread. */
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
        appended = counter(registry, "appended", "Events stored in the buffer");
        refusedFull = refused(registry, "full");
        refusedShare = refused(registry, "share");
        refusedTooLarge = refused(registry, "too_large");
        refusedOutage = refused(registry, "outage");
        sent = counter(registry, "sent", "Events that Kinesis confirmed");
        resent = counter(registry, "resent", "Events sent again after a failure");
        callsFailed = counter(registry, "calls.failed", "PutRecords calls without an accepted record");
        rejected = counter(registry, "rejected", "Records that Kinesis rejected in answered calls");
        moved = counter(registry, "moved", "Stuck events appended again so that others can be confirmed");
        deadLettered = counter(registry, "dead_lettered", "Events that Kinesis calls invalid, stored as dead letters");
        deadLettersExported = counter(
                registry, "dead_letters_exported", "Dead letters confirmed by the failure queue and removed from disk");
        calls = Timer.builder("trackbus.kinesis.calls")
                .description("PutRecords calls, from the request to a worker to its answer or failure")
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("trackbus.kinesis." + name)
                .description(description)
                .register(registry);
    }

    private static Counter refused(MeterRegistry registry, String reason) {
        return Counter.builder("trackbus.kinesis.refused")
                .description("Events not stored: buffer full, share of refused events full, event too large, or"
                        + " (committed) outage")
                .tag("reason", reason)
                .register(registry);
    }

    /**
     * Registers gauges of a buffer.
     *
     * @param buffer   buffer to observe
     * @param clock    time of day
     * @param registry receives the meters
     */
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
                .description("Dead letters that are only on this process' disk")
                .register(registry);
        Gauge.builder("trackbus.kinesis.journal.fault", buffer, it -> it.fault().isEmpty() ? 0 : 1)
                .description("1 while the journal cannot be written or read, else 0")
                .register(registry);
        FunctionCounter.builder("trackbus.kinesis.journal.corruptions", buffer, EventBuffer::corruptions)
                .description("Corrupt places in own and recovered segments, dead letters and checkpoints")
                .register(registry);
        Gauge.builder("trackbus.kinesis.journal.quarantined.files", buffer, EventBuffer::quarantinedFiles)
                .description("Corrupt files (*.corrupt) in JOURNAL_DIR until an operator removes them")
                .register(registry);
        Gauge.builder("trackbus.kinesis.journal.quarantined.bytes", buffer, EventBuffer::quarantinedBytes)
                .description("Bytes of corrupt files in JOURNAL_DIR, not counted in JOURNAL_MAX_BYTES")
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

    /** Counts an event that the buffer has stored. */
    public void appended() {
        appended.increment();
    }

    /** Counts an event that the buffer refused because a limit is exceeded. */
    public void refusedFull() {
        refusedFull.increment();
    }

    /** Counts a refused event that found the buffer filled beyond its share. */
    public void refusedShare() {
        refusedShare.increment();
    }

    /** Counts an event that is larger than Kinesis accepts. */
    public void refusedTooLarge() {
        refusedTooLarge.increment();
    }

    /** Counts a request in committed mode that failed because Kinesis confirms nothing. */
    public void refusedOutage() {
        refusedOutage.increment();
    }

    /**
     * Counts records that an answered call has confirmed.
     *
     * @param events number of records
     */
    public void sent(long events) {
        sent.increment(events);
    }

    /**
     * Counts records of a call that were sent before.
     *
     * @param events number of records
     */
    public void resent(long events) {
        resent.increment(events);
    }

    /**
     * Records the duration of a call.
     *
     * @param nanos from its start to its result, nanoseconds
     */
    public void called(long nanos) {
        calls.record(nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * Counts records that Kinesis rejected in an answered call.
     *
     * @param records number of records
     */
    public void rejected(long records) {
        rejected.increment(records);
    }

    /** Counts a call that failed as a whole, or whose records were all rejected. */
    public void callFailed() {
        callsFailed.increment();
    }

    /** Counts a stuck record that was appended again. */
    public void moved() {
        moved.increment();
    }

    /** Counts a dead letter that the failure queue has confirmed and whose file is removed. */
    public void deadLetterExported() {
        deadLettersExported.increment();
    }

    /** Counts an event that is stored as a dead letter. */
    public void deadLettered() {
        deadLettered.increment();
    }
}
