package dev.trackbus.kinesis.delivery;

/**
 * State of a record between reading it from the buffer and its confirmation.
 *
 * <pre>
 *   BATCHED ───► IN_FLIGHT        sent
 *   IN_FLIGHT ─► CONFIRMED        accepted
 *   IN_FLIGHT ─► RETRYING         rejected, or the call failed
 *   IN_FLIGHT ─► SUSPECT          the call was called invalid
 *   RETRYING ──► BATCHED          due
 *   RETRYING ──► MOVING           rejected again and again, and the window is full
 *   MOVING ────► CONFIRMED        appended again at the end of the buffer
 *   MOVING ────► RETRYING         not appended
 *   SUSPECT ───► IN_FLIGHT        sent again with fewer others
 *   SUSPECT ───► CONFIRMED        stored as a dead letter
 * </pre>
 *
 * <p>A new record starts in {@link #BATCHED}, a copy that {@link StuckRecordMover} appended again in {@link #RETRYING}.
 */
enum RecordState {
    /** In the batch that is being filled. */
    BATCHED,
    /** In a PutRecords call without a result yet. */
    IN_FLIGHT,
    /** Waits in the {@link RetryQueue} for its next attempt. */
    RETRYING,
    /** Kinesis called its batch invalid: {@link PoisonIsolator} sends it again, or it is being stored as a dead letter. */
    SUSPECT,
    /** Being appended to the end of the buffer again. */
    MOVING,
    /** Safe elsewhere: in Kinesis, at a new place in the buffer, or in a dead letter file. Final. */
    CONFIRMED;

    /** Returns whether a record in this state may enter another one. */
    boolean canBecome(RecordState next) {
        return switch (this) {
            case BATCHED -> next == IN_FLIGHT;
            case IN_FLIGHT -> next == CONFIRMED || next == RETRYING || next == SUSPECT;
            case RETRYING -> next == BATCHED || next == RETRYING || next == MOVING;
            case SUSPECT -> next == IN_FLIGHT || next == SUSPECT || next == CONFIRMED;
            case MOVING -> next == CONFIRMED || next == RETRYING;
            case CONFIRMED -> false;
        };
    }
}
