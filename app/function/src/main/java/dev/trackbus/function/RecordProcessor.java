package dev.trackbus.function;

import java.util.List;

/**
 * Processor of a batch of stream records: the part of a function that knows what a record means and where to store it.
 */
@FunctionalInterface
public interface RecordProcessor {
    /**
     * Stores the records. After the first {@link Outcome.Retry} it may return {@code Retry} for the rest without an
     * attempt, because the stream delivers them again anyway. One thread at a time calls this method. It may block
     * until the deadline. An exception counts as {@code Retry} of the whole batch.
     *
     * @param records  records in shard order, at least one
     * @param deadline time by which the method must return
     * @return one outcome per record, in the same order
     */
    List<Outcome> process(List<StreamRecord> records, Deadline deadline);

    /**
     * Prepares for a SnapStart snapshot: loads the classes that {@link #process} uses, then closes every connection and
     * drops every secret. Only SnapStart calls it. It must not depend on any other service.
     */
    default void beforeSnapshot() {}
}
