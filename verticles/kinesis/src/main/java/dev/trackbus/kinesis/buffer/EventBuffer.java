package dev.trackbus.kinesis.buffer;

import java.io.Closeable;
import java.io.IOException;

/**
 * Encoded events from the moment they are taken over until Kinesis has confirmed them, in the order of their sequences.
 * This is the seam for a journal: nothing here blocks, an append is answered whenever it is safe, reading goes forward
 * only, and confirmation is a position that rises.
 *
 * <p>{@link #read} and {@link #confirm} are called by one thread, the owner's; events may be appended, and the figures
 * read, by any.
 */
public interface EventBuffer extends Closeable {
    /** What {@link #oldestAppendedAt()} says of an empty buffer. */
    long NONE = Long.MAX_VALUE;

    /**
     * Takes an event over, or refuses it because a bound is reached.
     *
     * @param key     partition key, 1-255 ASCII characters
     * @param bytes   the encoded event at its beginning; copied, so the caller may use the array again
     * @param length  how many of them
     * @param receipt told once, at once or later, on any thread
     */
    void append(String key, byte[] bytes, int length, AppendCallback receipt);

    /**
     * The same with an array that is all of the event.
     *
     * @param key     partition key, 1-255 ASCII characters
     * @param payload the encoded event
     * @param receipt told once, at once or later, on any thread
     */
    default void append(String key, byte[] payload, AppendCallback receipt) {
        append(key, payload, payload.length, receipt);
    }

    /**
     * Takes an event over that this buffer has already, so that its old place can be confirmed: no bound refuses it.
     *
     * @param key        partition key
     * @param payload    the encoded event
     * @param appendedAt when it was first appended, milliseconds since 1970: its age goes on from there
     * @param receipt    told once, at once or later, on any thread
     */
    void appendAgain(String key, byte[] payload, long appendedAt, AppendCallback receipt);

    /**
     * Keeps an event apart for good that Kinesis will never take. Blocks.
     *
     * @param key     partition key
     * @param payload the encoded event
     * @param why     what Kinesis said
     * @throws IOException where it is not safe; the event may not be confirmed then
     */
    void deadLetter(String key, byte[] payload, String why) throws IOException;

    /**
     * Where events are that were kept apart.
     *
     * @return what this process keeps
     */
    DeadLetterStore deadLetters();

    /**
     * Gives what is at hand, without waiting for more: an event may come later than its {@link AppendCallback}, but then the
     * listener of {@link #onReadable} is told.
     *
     * @param from the lowest sequence to give; 0 begins with the oldest unconfirmed event
     * @param sink takes one event after the other, until it wants no more or there are no more
     * @return the sequence before which everything has been given; numbers that no event has count as given
     */
    long read(long from, Sink sink);

    /**
     * Lets go of what Kinesis has.
     *
     * @param before every event with a lower sequence is confirmed
     */
    void confirm(long before);

    /** From now on nothing comes in but what is appended: before a drain. Does not block. */
    default void settle() {}

    /**
     * From where a new process would go on, were this one to die now.
     *
     * @return a position that was given to {@link #confirm}, and rises after it
     */
    long durableBefore();

    /**
     * Whom to tell when {@link #read} may give more than it did, or {@link #durableBefore()} has risen.
     *
     * @param listener cheap, called very often, on any thread
     */
    void onReadable(Runnable listener);

    /**
     * What waits, in bytes.
     *
     * @return the bytes of what is not confirmed, as it is kept: on disk with all that stands around keys and payloads
     */
    long bytes();

    /**
     * What waits, in events.
     *
     * @return events taken in and not confirmed, those included that are not yet written or not yet adopted
     */
    long records();

    /**
     * How near the bound is.
     *
     * @return 0 … 1, of several limits the one that is nearest
     */
    double fillRatio();

    /**
     * How long the oldest has waited.
     *
     * @return the earliest first append of all unconfirmed events, milliseconds since 1970, or {@link #NONE}
     */
    long oldestAppendedAt();

    /**
     * Whether events can be taken over, as far as the last attempt tells.
     *
     * @return why it failed, empty where it did not
     */
    String fault();

    /**
     * How often something was not what had been written, since the start.
     *
     * @return at least 0
     */
    long corruptions();

    /**
     * How many corrupt files are kept apart until an operator removes them.
     *
     * @return at least 0
     */
    default long quarantinedFiles() {
        return 0;
    }

    /**
     * How much space corrupt files use that are kept apart.
     *
     * @return bytes, at least 0
     */
    default long quarantinedBytes() {
        return 0;
    }

    /** Hears what became of an append. */
    interface AppendCallback {
        /**
         * The event will be read until it is confirmed.
         *
         * @param sequence its place, rising from event to event
         */
        void appended(long sequence);

        /**
         * The event is not kept.
         *
         * @param why one line with the figures
         */
        void refused(String why);
    }

    /** Takes what is read. */
    @FunctionalInterface
    interface Sink {
        /**
         * The next event.
         *
         * @param sequence   its place
         * @param key        partition key
         * @param payload    the encoded event, not to be changed
         * @param appendedAt when it was first appended, milliseconds since 1970
         * @param again      whether it came by {@link EventBuffer#appendAgain}
         * @return whether to go on with the next
         */
        boolean take(long sequence, String key, byte[] payload, long appendedAt, boolean again);
    }
}
