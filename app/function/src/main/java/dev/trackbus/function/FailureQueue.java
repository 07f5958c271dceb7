package dev.trackbus.function;

import java.util.List;

/** Dead-letter queue of a function: receives the records that can never be stored. */
public interface FailureQueue {
    /**
     * Sends messages in order. Blocks until the deadline at most. Never throws if the queue fails.
     *
     * @param messages at least one message
     * @param deadline time by which the method must return
     * @return number of leading messages that the queue has confirmed; later ones may have arrived too
     */
    int send(List<FailureMessage> messages, Deadline deadline);

    /** Prepares for a SnapStart snapshot, like {@link RecordProcessor#beforeSnapshot()}. */
    default void beforeSnapshot() {}
}
