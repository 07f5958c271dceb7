package dev.trackbus.bus;

import java.time.Duration;

/** Contract of KinesisVerticle and its worker verticles. */
public final class KinesisContract {
    /**
     * Appends an event to the journal. Fails with {@link Failure#OVERLOADED} if the journal is full. Events of rejected
     * requests may fill a tenth of it only.
     */
    public static final RequestReply<TrackingEvent, Appended> APPEND =
            new RequestReply<>("kinesis.append", Duration.ofMillis(500), TrackingEvent.JSON, Appended.JSON);

    /**
     * Appends an event, and replies when Kinesis has confirmed it ({@code JOURNAL_MODE} committed). An event whose reply
     * missed its deadline is still delivered. Fails as {@link #APPEND} does. During an outage it fails at once with
     * {@link Failure#UNAVAILABLE} and appends nothing, except for one probe per deadline.
     */
    public static final RequestReply<TrackingEvent, Appended> APPEND_COMMITTED =
            new RequestReply<>("kinesis.append-committed", Duration.ofSeconds(5), TrackingEvent.JSON, Appended.JSON);

    /**
     * Sends records in one PutRecords call. The reply has the records that Kinesis rejected, none after a success. Fails
     * if the whole call failed: with {@link Failure#INTERNAL} if Kinesis calls the request invalid, with
     * {@link Failure#UNAVAILABLE} if a retry may succeed.
     */
    public static final RequestReply<Batch, Batch> PUT_RECORDS =
            new RequestReply<>("kinesis.put-records", Duration.ofSeconds(15), Batch.JSON, Batch.JSON);

    /**
     * Sends dead letters to the failure queue, each with its reason as the error. The reply has those that the queue did
     * not take. Served only if there is a queue. Fails if the whole call failed.
     */
    public static final RequestReply<Batch, Batch> DEAD_LETTER =
            new RequestReply<>("kinesis.dead-letter", Duration.ofSeconds(15), Batch.JSON, Batch.JSON);

    /** Delivers all events before the service stops. */
    public static final RequestReply<Drain, Drained> DRAIN =
            new RequestReply<>("kinesis.drain", Duration.ofSeconds(120), Drain.JSON, Drained.JSON);

    /** Returns whether Kinesis takes events and the journal has room. */
    public static final RequestReply<HealthRequest, HealthStatus> HEALTH =
            new RequestReply<>("kinesis.health", Duration.ofMillis(100), HealthRequest.JSON, HealthStatus.JSON);

    private KinesisContract() {}
}
