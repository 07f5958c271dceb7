package dev.trackbus.function;

import java.util.List;

/** Where records go that can never be stored. */
public interface FailureQueue {
    /**
     * Sends messages in their order; blocks, until the deadline at most. Never throws for a fault of the queue.
     *
     * @param messages at least one
     * @param deadline by when to come back
     * @return how many of the first ones the queue surely has; later ones may have arrived too
     */
    int send(List<FailureMessage> messages, Deadline deadline);

    /** Like {@link BatchStep#beforeSnapshot()}. */
    default void beforeSnapshot() {}
}
