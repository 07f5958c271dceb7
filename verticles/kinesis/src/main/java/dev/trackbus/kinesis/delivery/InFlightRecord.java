package dev.trackbus.kinesis.delivery;

/**
 * An event read from the buffer: builder or in a call or waiting for its next attempt, until Kinesis has confirmed it.
 * Owned by the {@link DeliveryScheduler}.
 */
public final class InFlightRecord {
    private final long sequence;
    private final String key;
    private final byte[] payload;
    private boolean sent;
    private int rejections;
    private long dueAt;
    private boolean confirmed;
    private final long readAt;
    private final long appendedAt;
    private final boolean again;
    private int suspicions;
    private long suspectedAfter = -1;

    /**
     * @param sequence   its place in the buffer
     * @param key        partition key
     * @param payload    the encoded event
     * @param readAt     when it was read, by the sender's ticker
     * @param appendedAt when it was first appended, milliseconds since 1970
     * @param again      whether it has been sent from an earlier place in the buffer
     */
    public InFlightRecord(long sequence, String key, byte[] payload, long readAt, long appendedAt, boolean again) {
        this.sequence = sequence;
        this.key = key;
        this.payload = payload;
        this.readAt = readAt;
        this.appendedAt = appendedAt;
        this.again = again;
        this.sent = again;
        this.rejections = again ? RetryQueue.STUCK_AFTER : 0;
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

    /** Whether it has been sent from an earlier place in the buffer. */
    boolean isAgain() {
        return again;
    }

    int bytes() {
        return key.length() + payload.length;
    }

    /** Marks it as sent; whether it was before. */
    boolean send() {
        boolean before = sent;
        sent = true;
        return before;
    }

    /** Counts one more rejection of this event; how many there are. */
    int reject() {
        return ++rejections;
    }

    /** Makes it stuck, however often it has been rejected: nothing passes at all. */
    void stick() {
        rejections = Math.max(rejections, RetryQueue.STUCK_AFTER);
    }

    /** Whether it has been rejected so often that it is unlikely to pass now. */
    boolean isStuck() {
        return rejections >= RetryQueue.STUCK_AFTER;
    }

    /** Whether it is stuck, and was read before that time. */
    boolean isStuckSince(long time) {
        return isStuck() && readAt <= time;
    }

    /**
     * Its call was called invalid.
     *
     * @param passed how many other calls have passed
     * @return whether one has since the last time
     */
    boolean suspect(long passed) {
        boolean news = passed > suspectedAfter && suspectedAfter >= 0;
        if (news || suspicions == 0) {
            suspicions++;
        }
        suspectedAfter = passed;
        return news;
    }

    /** How often its call was called invalid, others having passed in between. */
    int suspicions() {
        return suspicions;
    }

    /** It is not alone to blame. */
    void clear() {
        suspicions = 0;
    }

    long dueAt() {
        return dueAt;
    }

    void due(long at) {
        dueAt = at;
    }

    void confirm() {
        confirmed = true;
    }

    boolean isConfirmed() {
        return confirmed;
    }
}
