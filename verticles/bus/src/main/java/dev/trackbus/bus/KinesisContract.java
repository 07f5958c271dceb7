package dev.trackbus.bus;

import java.time.Duration;

/** What KinesisVerticle and its workers, the SenderVerticles, answer. */
public final class KinesisContract {
    /**
     * Take this event over. Fails with {@link Failure#OVERLOADED} when the buffer is full; refused events find it full
     * at a tenth.
     */
    public static final Ask<TrackingEvent, Appended> APPEND =
            new Ask<>("kinesis.append", Duration.ofMillis(500), TrackingEvent.JSON, Appended.JSON);

    /**
     * Take this event over, and answer when Kinesis has confirmed it: {@code JOURNAL_MODE} committed. An event whose
     * answer did not come in time is shipped all the same. Fails as {@link #APPEND} does; and during an outage at once
     * with {@link Failure#UNAVAILABLE}, the event not taken over, but for one in as long as an answer may take.
     */
    public static final Ask<TrackingEvent, Appended> APPEND_COMMITTED =
            new Ask<>("kinesis.append-committed", Duration.ofSeconds(5), TrackingEvent.JSON, Appended.JSON);

    /**
     * Put these records in one call; answered by a PutRecordsVerticle with those that Kinesis did not take, none when all
     * is well. Fails where the whole call failed: {@link Failure#INTERNAL} for a request that Kinesis calls invalid,
     * {@link Failure#UNAVAILABLE} for anything that may pass later.
     */
    public static final Ask<Batch, Batch> SHIP =
            new Ask<>("kinesis.ship", Duration.ofSeconds(15), Batch.JSON, Batch.JSON);

    /**
     * Put these dead letters on the failure queue, each with its reason as the error; answered, where there is such a
     * queue, with those that it did not take. Fails where the whole call failed.
     */
    public static final Ask<Batch, Batch> DEAD_LETTER =
            new Ask<>("kinesis.dead-letter", Duration.ofSeconds(15), Batch.JSON, Batch.JSON);

    /** Ship everything before the service stops. */
    public static final Ask<Drain, Drained> DRAIN =
            new Ask<>("kinesis.drain", Duration.ofSeconds(120), Drain.JSON, Drained.JSON);

    /** Does Kinesis take events, and is there room for more? */
    public static final Ask<Probe, Condition> CONDITION =
            new Ask<>("kinesis.condition", Duration.ofMillis(100), Probe.JSON, Condition.JSON);

    private KinesisContract() {}
}
