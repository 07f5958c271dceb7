package dev.trackbus.kinesis.buffer;

import java.io.Closeable;
import java.io.IOException;

/**
 * Buffer of encoded events from their append until Kinesis has confirmed them, in the order of their sequence numbers.
 * Nothing
 * here blocks unless it says so: the result of an append comes by callback, reading goes forward only, and
 * confirmation is
 * a sequence number that rises.
 *
 * <p>One thread, the owner's, calls {@link #read} and {@link #confirm}. Any thread may append and read the statistics.
 */
public interface EventBuffer extends Closeable {
    /** Result of {@link #oldestAppendedAt()} for an empty buffer. */
    long NONE = Long.MAX_VALUE;

    /**
     * Appends an event, or refuses it because a limit is exceeded.
     *
     * @param key      partition key, 1-255 ASCII characters
     * @param bytes    array that begins with the encoded event; copied, so the caller may reuse it
     * @param length   number of bytes of the event
     * @param callback called once, at once or later, on any thread
     */
    void append(String key, byte[] bytes, int length, AppendCallback callback);

    /**
     * Appends an event whose array has no other bytes.
     *
     * @param key      partition key, 1-255 ASCII characters
     * @param payload  the encoded event
     * @param callback called once, at once or later, on any thread
     */
    default void append(String key, byte[] payload, AppendCallback callback) {
        append(key, payload, payload.length, callback);
    }

    /**
     * Appends a copy of an event that this buffer already has, so that its old place can be confirmed. No limit
     * refuses it.
     *
     * @param key        partition key
     * @param payload    the encoded event
     * @param appendedAt time of its first append, milliseconds since 1970, which its age counts from
     * @param callback   called once, at once or later, on any thread
     */
    void appendAgain(String key, byte[] payload, long appendedAt, AppendCallback callback);

    /**
     * Stores an event that Kinesis calls invalid durably as a dead letter. Blocks.
     *
     * @param key     partition key
     * @param payload the encoded event
     * @param why     error message of Kinesis
     * @throws IOException where it is not stored; the event may not be confirmed then
     */
    void deadLetter(String key, byte[] payload, String why) throws IOException;

    /**
     * Returns the store of dead letters.
     *
     * @return dead letters of this process
     */
    DeadLetterStore deadLetters();

    /**
     * Gives the events at hand, without waiting for more. An event may come later than its {@link AppendCallback}; the
     * listener of
     * {@link #onReadable} is called then.
     *
     * @param from lowest sequence number to give; 0 begins with the oldest unconfirmed event
     * @param sink takes events until it wants no more or there are no more
     * @return sequence number before which all events were given; numbers without an event count as given
     */
    long read(long from, Sink sink);

    /**
     * Confirms events, so that the buffer may remove them.
     *
     * @param before all events with a lower sequence number are confirmed
     */
    void confirm(long before);

    /** Prepares a drain: from now on nothing is added but by appends. Does not block. */
    default void settle() {}

    /**
     * Returns the checkpoint: the sequence number from which a new process would continue if this one ended now.
     *
     * @return a number that was given to {@link #confirm}; rises after it
     */
    long durableBefore();

    /**
     * Sets the listener that is called when {@link #read} may give more or {@link #durableBefore()} has risen.
     *
     * @param listener must be cheap; called often, on any thread
     */
    void onReadable(Runnable listener);

    /**
     * Returns the size of the unconfirmed events.
     *
     * @return bytes as stored, headers included
     */
    long bytes();

    /**
     * Returns the number of unconfirmed events.
     *
     * @return appended and not confirmed, those included that are not yet written or not yet recovered
     */
    long records();

    /**
     * Returns how full the buffer is.
     *
     * @return 0-1, of several limits the nearest one
     */
    double fillRatio();

    /**
     * Returns the time of the oldest unconfirmed event.
     *
     * @return earliest first append of all unconfirmed events, milliseconds since 1970, or {@link #NONE}
     */
    long oldestAppendedAt();

    /**
     * Returns why events cannot be stored, as of the last attempt.
     *
     * @return empty where they can
     */
    String fault();

    /**
     * Returns the number of corrupt places that were found since the start.
     *
     * @return at least 0
     */
    long corruptions();

    /**
     * Returns the number of corrupt files in quarantine, until an operator removes them.
     *
     * @return at least 0
     */
    default long quarantinedFiles() {
        return 0;
    }

    /**
     * Returns the size of the corrupt files in quarantine.
     *
     * @return bytes, at least 0
     */
    default long quarantinedBytes() {
        return 0;
    }

    /** Callback with the result of an append. */
    interface AppendCallback {
        /**
         * Reports that the event is stored and will be read until it is confirmed.
         *
         * @param sequence sequence number of the event, rising from event to event
         */
        void appended(long sequence);

        /**
         * Reports that the event is not stored.
         *
         * @param why one line with the limit and the values
         */
        void refused(String why);
    }

    /** Receiver of the events that are read. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes the next event.
         *
         * @param sequence   sequence number
         * @param key        partition key
         * @param payload    the encoded event, not to be changed
         * @param appendedAt time of its first append, milliseconds since 1970
         * @param again      whether it was appended by {@link EventBuffer#appendAgain}
         * @return whether to continue with the next event
         */
        boolean take(long sequence, String key, byte[] payload, long appendedAt, boolean again);
    }
}
