package dev.trackbus.kinesis.stub;

import java.time.Duration;
import java.util.Optional;

/**
 * How the stub behaves from now on. Immutable; start from {@link #NORMAL}.
 *
 * @param delay      before each answer
 * @param fault      what happens to whole calls, where something does
 * @param takesFirst whether the records of such a call are on the stream all the same
 * @param entries    which single records are rejected
 */
public record Script(Duration delay, Optional<Fault> fault, boolean takesFirst, EntryFault entries) {
    /** Takes everything at once. */
    public static final Script NORMAL =
            new Script(Duration.ZERO, Optional.empty(), false, (number, shard) -> EntryFault.NONE);

    /**
     * Answers late.
     *
     * @param delay how late
     * @return a script that is otherwise the same
     */
    public Script delayed(Duration delay) {
        return new Script(delay, fault, takesFirst, entries);
    }

    /**
     * Fails every call, which takes no record.
     *
     * @param fault in what way
     * @return a script that is otherwise the same
     */
    public Script failing(Fault fault) {
        return new Script(delay, Optional.of(fault), false, entries);
    }

    /**
     * Takes the records of every call, but answers with a fault.
     *
     * @param fault in what way
     * @return a script that is otherwise the same
     */
    public Script takingThen(Fault fault) {
        return new Script(delay, Optional.of(fault), true, entries);
    }

    /**
     * Rejects single records.
     *
     * @param entries which
     * @return a script that is otherwise the same
     */
    public Script rejecting(EntryFault entries) {
        return new Script(delay, fault, takesFirst, entries);
    }
}
