package dev.trackbus.kinesis.delivery;

/**
 * Record that was read from the buffer and is not confirmed yet: its content, its {@link RecordState} and its counts.
 * Used on the verticle's event loop only.
 */
public final class InFlightRecord {
    private final long sequence;
    private final String key;
    private final byte[] payload;
    private final long readAt;
    private final long appendedAt;
    private RecordState state;
    private int attempts;
    private int rejections;
    private long dueAt;
    private int suspicions;
    private long suspectedAfter = -1;

    /**
     * @param sequence   sequence number in the buffer
     * @param key        partition key
     * @param payload    the encoded event
     * @param readAt     time of reading, by the scheduler's ticker, milliseconds
     * @param appendedAt time of the first append, milliseconds since 1970
     * @param again      whether it is a copy of a record that was sent from an earlier place in the buffer
     */
    InFlightRecord(long sequence, String key, byte[] payload, long readAt, long appendedAt, boolean again) {
        this.sequence = sequence;
        this.key = key;
        this.payload = payload;
        this.readAt = readAt;
        this.appendedAt = appendedAt;
        this.state = again ? RecordState.RETRYING : RecordState.BATCHED;
        this.attempts = again ? 1 : 0;
        this.rejections = again ? RetryQueue.STUCK_AFTER : 0;
    }

    /** Changes the state; the one place where transitions are checked. */
    private void become(RecordState next) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException("record " + sequence + " is " + state + " and cannot become " + next);
        }
        state = next;
    }

    RecordState state() {
        return state;
    }

    /** Enters the batch that is being filled, after waiting for its next attempt. */
    void batch() {
        become(RecordState.BATCHED);
    }

    /**
     * Enters a PutRecords call.
     *
     * @return whether it was sent before
     */
    boolean send() {
        become(RecordState.IN_FLIGHT);
        attempts++;
        return attempts > 1;
    }

    /** Waits until a time, milliseconds by the scheduler's ticker, for its next attempt. */
    void retry(long at) {
        become(RecordState.RETRYING);
        dueAt = at;
    }

    /** Is suspected to be the invalid record of its batch. */
    void suspect() {
        become(RecordState.SUSPECT);
    }

    /** Is being appended to the end of the buffer again. */
    void move() {
        become(RecordState.MOVING);
    }

    /** Is safe in Kinesis, at another place in the buffer, or in a dead letter file. */
    void confirm() {
        become(RecordState.CONFIRMED);
    }

    boolean isConfirmed() {
        return state == RecordState.CONFIRMED;
    }

    long sequence() {
        return sequence;
    }

    /**
     * Returns the partition key.
     *
     * @return 1-255 ASCII characters
     */
    public String key() {
        return key;
    }

    /**
     * Returns the encoded event.
     *
     * @return the array itself, not to be changed
     */
    public byte[] payload() {
        return payload;
    }

    long appendedAt() {
        return appendedAt;
    }

    /** Returns the bytes of key and payload. */
    int bytes() {
        return key.length() + payload.length;
    }

    /** Counts one more rejection and returns their number. */
    int reject() {
        return ++rejections;
    }

    /** Makes it stuck, however often it was rejected: Kinesis accepts no records at all. */
    void stick() {
        rejections = Math.max(rejections, RetryQueue.STUCK_AFTER);
    }

    /** Returns whether it was rejected so often that it is unlikely to be accepted now. */
    boolean isStuck() {
        return rejections >= RetryQueue.STUCK_AFTER;
    }

    /** Returns whether it is stuck and was read at a time or before it. */
    boolean isStuckSince(long time) {
        return isStuck() && readAt <= time;
    }

    /**
     * Counts a call with this record that Kinesis called invalid.
     *
     * @param accepted number of other calls that Kinesis has accepted so far
     * @return whether another call was accepted since the last time
     */
    boolean accuse(long accepted) {
        boolean evidence = accepted > suspectedAfter && suspectedAfter >= 0;
        if (evidence || suspicions == 0) {
            suspicions++;
        }
        suspectedAfter = accepted;
        return evidence;
    }

    /** Returns how often its call was invalid while other calls were accepted. */
    int suspicions() {
        return suspicions;
    }

    /** Forgets suspicions: other records of its call may be the invalid one. */
    void clear() {
        suspicions = 0;
    }

    /** Returns the time of its next attempt, milliseconds by the scheduler's ticker. */
    long dueAt() {
        return dueAt;
    }
}
