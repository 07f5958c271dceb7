package dev.trackbus.function;

import java.util.OptionalLong;

/** Result of processing one record. It decides whether the stream delivers the record again. */
public sealed interface Outcome {
    /**
     * The record is stored.
     *
     * @param receivedAt time when Trackbus received it, milliseconds since 1970; empty to use its arrival in the
     *                   stream. Only the metric {@code age} uses it
     */
    record Stored(OptionalLong receivedAt) implements Outcome {
        /** Creates the result of a record whose age counts from its arrival in the stream. */
        public Stored() {
            this(OptionalLong.empty());
        }
    }

    /** The record, or a newer one, was stored before. Nothing changed. */
    record Duplicate() implements Outcome {}

    /**
     * The record can never be stored. It goes to the failure queue.
     *
     * @param reason for an operator; without the payload, which the message carries separately
     */
    record Rejected(String reason) implements Outcome {}

    /**
     * The record could not be stored now. The stream delivers it and all later records again.
     *
     * @param reason for an operator
     */
    record Retry(String reason) implements Outcome {}
}
