package dev.trackbus.function;

import java.util.OptionalLong;

/** What became of one record; decides whether the stream repeats it. */
public sealed interface Outcome {
    /**
     * It is where it belongs.
     *
     * @param receivedAt when the product first had it, milliseconds since 1970; empty: when the stream took it. Only for
     *                   the metric {@code age}
     */
    record Stored(OptionalLong receivedAt) implements Outcome {
        /** Stored; its age counts from its arrival in the stream. */
        public Stored() {
            this(OptionalLong.empty());
        }
    }

    /** It was there already, or something newer is: nothing was changed. */
    record Duplicate() implements Outcome {}

    /**
     * It can never be stored. Goes to the failure queue.
     *
     * @param reason for an operator; without the payload, which travels beside it
     */
    record Rejected(String reason) implements Outcome {}

    /**
     * It could not be stored now. The stream repeats it and everything behind it.
     *
     * @param reason for an operator
     */
    record Retry(String reason) implements Outcome {}
}
