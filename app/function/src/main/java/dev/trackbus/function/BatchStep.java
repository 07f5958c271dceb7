package dev.trackbus.function;

import java.util.List;

/** A function's own work: takes a batch of records to where they belong. */
@FunctionalInterface
public interface BatchStep {
    /**
     * Stores the records. After the first {@link Outcome.Retry} the rest may be answered with {@code Retry} untried: the
     * stream repeats it anyway. Called by one thread at a time; may block, until the deadline at most. What it throws is
     * a {@code Retry} of the whole batch.
     *
     * @param records  in the order of their shard, at least one
     * @param deadline when the answer must be there
     * @return one outcome a record, in the same order
     */
    List<Outcome> process(List<StreamRecord> records, Deadline deadline);

    /**
     * Called before the process is frozen by SnapStart, never without it: loads the classes that {@link #process} will
     * use, then lets go of every connection and secret. Must not depend on any other service.
     */
    default void beforeSnapshot() {}
}
